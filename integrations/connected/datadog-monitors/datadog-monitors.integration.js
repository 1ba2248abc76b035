// The Datadog monitors of a repository's service: which of them alert, or that all is well.

const WHY = { 401: "the API key is wrong", 403: "a key is wrong or lacks monitors_read", 429: "asked too often" };
const STATUS = { Alert: "important", Warn: "relevant", "No Data": "relevant" };
const MOST = 20; // monitors in the dropdown

async function monitorsOf(tag, api, secrets) {
  const query = new URLSearchParams({ monitor_tags: tag, page: "0", page_size: "100" });
  const response = await fetch(`${api}/api/v1/monitor?${query}`, {
    headers: { "DD-API-KEY": secrets.DATADOG_API_KEY, "DD-APPLICATION-KEY": secrets.DATADOG_APPLICATION_KEY },
    signal: AbortSignal.timeout(4000),
  });
  if (!response.ok) throw new Error(`Datadog answers ${response.status}: ${WHY[response.status] ?? "try again later"}`);
  return response.json();
}

// How bad it is: Alert, Warn, No Data, then all the others.
function rank({ overall_state: state }) {
  const order = Object.keys(STATUS);
  return order.includes(state) ? order.indexOf(state) : order.length;
}

module.exports = {
  metadata: {
    name: "datadog-monitors",
    description: "The Datadog monitors of a repository's service that alert",
    match: {
      contextType: "github",
      context: { "page.repository": { exists: true } },
    },
    requiredSecrets: ["DATADOG_API_KEY", "DATADOG_APPLICATION_KEY"],
    permissions: {
      net: ["GET api.datadoghq.com/api/v1/monitor"],
      secrets: ["DATADOG_API_KEY", "DATADOG_APPLICATION_KEY"],
    },
    priority: 420,
    cache: 60,
  },

  run: async function (context, secrets, dataFiles) {
    const { api, app, repositories } = dataFiles.find((file) => file.id === "datadog-monitors").data;
    const tag = repositories[context.page.repository];
    if (tag === undefined) return [];

    const monitors = await monitorsOf(tag, api, secrets);
    const all = `${app}/monitors/manage?q=${encodeURIComponent(`tag:"${tag}"`)}`;
    if (monitors.length === 0)
      return { type: "link", content: "No monitors", href: all, tooltip: `None has the tag ${tag}` };

    const bad = monitors.filter(({ overall_state: state }) => state in STATUS).sort((a, b) => rank(a) - rank(b));
    if (bad.length === 0) {
      return {
        type: "link",
        content: `${monitors.length} monitors fine`,
        href: all,
        status: "success",
        icon: "datadog",
      };
    }
    return {
      type: "dropdown",
      content: `${bad.length} of ${monitors.length} monitors`,
      status: STATUS[bad[0].overall_state],
      icon: "datadog",
      items: bad.slice(0, MOST).map(({ id, name, overall_state: state }) => ({
        content: `${state}: ${name}`,
        href: `${app}/monitors/${id}`,
        status: STATUS[state],
      })),
    };
  },
};
