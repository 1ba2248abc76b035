// Who is on call for a repository or an AWS resource, and which incidents are open, from PagerDuty.

const API = "https://api.pagerduty.com";
const WHY = { 401: "the key is wrong", 403: "the key may not read this", 429: "asked too often" };

async function ask(path, key) {
  const response = await fetch(`${API}${path}`, {
    headers: { authorization: `Token token=${key}`, accept: "application/json" },
    signal: AbortSignal.timeout(4000),
  });
  if (response.status === 404) throw new Error("PagerDuty answers 404: an id in pagerduty-on-call.data.yml is wrong");
  if (!response.ok)
    throw new Error(`PagerDuty answers ${response.status}: ${WHY[response.status] ?? "try again later"}`);
  return response.json();
}

// "shop-*" fits all names that begin with "shop-".
function fits(name, pattern) {
  return pattern.endsWith("*") ? name?.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function person({ user, end }) {
  const until =
    end && new Date(end).toLocaleString("en-US", { timeZone: "UTC", dateStyle: "medium", timeStyle: "short" });
  return {
    type: "link",
    content: `On call: ${user.summary}`,
    href: user.html_url,
    tooltip: until ? `Until ${until} UTC` : "Always",
    icon: "pagerduty",
  };
}

function openIncidents(incidents) {
  if (incidents.length === 0) return [];
  const items = incidents.map(({ title, html_url: href, status }) => ({
    content: title,
    href,
    status: status === "triggered" ? "important" : "relevant",
  }));
  const status = items.some((item) => item.status === "important") ? "important" : "relevant";
  return [{ type: "dropdown", content: `${items.length} open incident${items.length > 1 ? "s" : ""}`, status, items }];
}

module.exports = {
  metadata: {
    name: "pagerduty-on-call",
    description: "Who is on call for a repository or an AWS resource, and its open incidents",
    match: { contextType: "*", context: {} },
    requiredSecrets: ["PAGERDUTY_KEY"],
    permissions: {
      net: ["GET api.pagerduty.com/oncalls", "GET api.pagerduty.com/incidents"],
      secrets: ["PAGERDUTY_KEY"],
    },
    priority: 600,
    cache: 120,
    cacheKey: ["page.repository", "service.resourceName"],
  },

  shouldRun: function (context) {
    return context.page?.repository !== undefined || context.service?.resourceName !== undefined;
  },

  run: async function (context, secrets, dataFiles) {
    const { services } = dataFiles.find((file) => file.id === "pagerduty-on-call").data;
    const repository = context.page?.repository;
    const resource = context.service?.resourceName;
    const service = services.find(
      ({ repositories = [], resources = [] }) =>
        repositories.includes(repository) || resources.some((pattern) => fits(resource, pattern)),
    );
    if (service === undefined) return [];

    const onCalls = ask(`/oncalls?escalation_policy_ids[]=${service.policy}&earliest=true`, secrets.PAGERDUTY_KEY);
    const query = `service_ids[]=${service.service}&statuses[]=triggered&statuses[]=acknowledged&limit=10`;
    const incidents = service.service ? ask(`/incidents?${query}`, secrets.PAGERDUTY_KEY) : { incidents: [] };
    const answers = await Promise.all([onCalls, incidents]);

    const first = answers[0].oncalls.filter(({ escalation_level: level }) => level === 1);
    const people = first.map(person);
    if (people.length === 0) people.push({ type: "text", content: "Nobody is on call", status: "important" });
    return [...openIncidents(answers[1].incidents), ...people];
  },
};
