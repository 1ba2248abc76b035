// What every page about a service should say: whose it is, who is on call, where to read and look. It knows services by
// their GitHub repositories and by their resources in AWS, so one file serves both sites.
const { findService } = require("./find-service");

function dashboards({ dashboards = [] }) {
  const items = dashboards.map(({ text, href }) => ({ content: text, href }));
  return items.length > 0 ? [{ type: "dropdown", content: "Dashboards", items }] : [];
}

module.exports = {
  metadata: {
    name: "service-catalogue",
    description: "Owner, on-call channel, documents and dashboards of a service",
    match: { contextType: "*", context: {} }, // any site; shouldRun below says which pages
    permissions: { net: [], secrets: [] }, // it asks nobody
    priority: 500,
    cache: 3600,
    cacheKey: ["page.repository", "service.resourceName"], // all that run reads of the context
  },

  shouldRun: function (context) {
    return context.page?.repository !== undefined || context.service?.resourceName !== undefined;
  },

  run: async function (context, secrets, dataFiles) {
    const { services } = dataFiles.find((file) => file.id === "service-catalogue").data;
    const service = findService(services, context.page?.repository, context.service?.resourceName);
    if (service === undefined) return null; // nothing to say: no results, and no failure either

    const { name, tier, team, channel, docs } = service;
    return [
      { type: "text", content: `${name} (tier ${tier})`, status: tier === 1 ? "important" : "none" },
      { type: "link", content: team.name, href: team.href, tooltip: `Owner of ${name}` },
      { type: "link", content: channel.name, href: channel.href, icon: "slack", tooltip: "Who is on call reads this" },
      { type: "link", content: "Docs", href: docs },
      ...dashboards(service),
    ];
  },
};
