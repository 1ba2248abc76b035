// The Grafana dashboards of a repository or an AWS resource, by their tag, and the alerts that fire for it.

const WHY = { 401: "the token is wrong or has expired", 403: "the token may not read this", 429: "asked too often" };
const MOST = 20; // dashboards, and alerts

async function ask(grafana, path, token) {
  const response = await fetch(`${grafana}${path}`, {
    headers: { authorization: `Bearer ${token}`, accept: "application/json" },
    signal: AbortSignal.timeout(4000),
  });
  if (!response.ok) throw new Error(`Grafana answers ${response.status}: ${WHY[response.status] ?? "try again later"}`);
  return response.json();
}

// "shop-*" fits all names that begin with "shop-".
function fits(name, pattern) {
  return pattern.endsWith("*") ? name?.startsWith(pattern.slice(0, -1)) : name === pattern;
}

module.exports = {
  metadata: {
    name: "grafana-dashboards",
    description: "Grafana dashboards and firing alerts of a repository or an AWS resource",
    match: { contextType: "*", context: {} },
    requiredSecrets: ["GRAFANA_TOKEN"],
    permissions: {
      net: ["GET grafana.example.com/api/search", "GET grafana.example.com/api/alertmanager/grafana/api/v2/alerts"],
      secrets: ["GRAFANA_TOKEN"],
    },
    priority: 350,
    cache: 120,
    cacheKey: ["page.repository", "service.resourceName"],
  },

  shouldRun: function (context) {
    return context.page?.repository !== undefined || context.service?.resourceName !== undefined;
  },

  run: async function (context, secrets, dataFiles) {
    const { grafana, services } = dataFiles.find((file) => file.id === "grafana-dashboards").data;
    const repository = context.page?.repository;
    const resource = context.service?.resourceName;
    const service = services.find(
      ({ repositories = [], resources = [] }) =>
        repositories.includes(repository) || resources.some((pattern) => fits(resource, pattern)),
    );
    if (service === undefined) return [];

    const search = new URLSearchParams({ type: "dash-db", tag: service.tag, limit: String(MOST) });
    const filter = new URLSearchParams({
      filter: service.alerts,
      active: "true",
      silenced: "false",
      inhibited: "false",
    });
    const [dashboards, alerts] = await Promise.all([
      ask(grafana, `/api/search?${search}`, secrets.GRAFANA_TOKEN),
      ask(grafana, `/api/alertmanager/grafana/api/v2/alerts?${filter}`, secrets.GRAFANA_TOKEN),
    ]);

    const results = [];
    if (alerts.length > 0) {
      const items = alerts.slice(0, MOST).map(({ labels, annotations, generatorURL }) => ({
        content: annotations?.summary || labels.alertname,
        href: generatorURL,
        tooltip: labels.alertname,
        status: "important",
      }));
      const content = `${alerts.length} alert${alerts.length > 1 ? "s" : ""}`;
      results.push({ type: "dropdown", content, status: "important", items, icon: "grafana" });
    }
    if (dashboards.length > 0) {
      const items = dashboards.map(({ title, url }) => ({ content: title, href: new URL(url, grafana).href }));
      results.push({ type: "dropdown", content: "Dashboards", items, icon: "grafana" });
    }
    return results;
  },
};
