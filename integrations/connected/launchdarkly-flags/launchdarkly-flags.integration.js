// The LaunchDarkly flags that belong to a repository, by their tag, and whether they are on in production.

const HOST = "https://app.launchdarkly.com";
const MOST = 20; // flags to show
const WHY = { 401: "the token is wrong", 403: "the token may not read flags", 429: "asked too often" };

async function flagsOf(tag, project, environment, token) {
  const query = new URLSearchParams({ tag, env: environment, limit: String(MOST), sort: "-creationDate" });
  const response = await fetch(`${HOST}/api/v2/flags/${encodeURIComponent(project)}?${query}`, {
    headers: { authorization: token, "LD-API-Version": "20240415" },
    signal: AbortSignal.timeout(4000),
  });
  if (response.status === 404)
    throw new Error(`LaunchDarkly has no project ${project}: correct launchdarkly-flags.data.yml`);
  if (!response.ok)
    throw new Error(`LaunchDarkly answers ${response.status}: ${WHY[response.status] ?? "try again later"}`);
  return (await response.json()).items;
}

module.exports = {
  metadata: {
    name: "launchdarkly-flags",
    description: "The LaunchDarkly flags of a repository, and whether they are on",
    match: {
      contextType: "github",
      context: { "page.repository": { exists: true } },
    },
    requiredSecrets: ["LAUNCHDARKLY_TOKEN"],
    permissions: {
      net: ["GET app.launchdarkly.com/api/v2/flags/"],
      secrets: ["LAUNCHDARKLY_TOKEN"],
    },
    priority: 180,
    cache: 300,
  },

  run: async function (context, secrets, dataFiles) {
    const { project, environment, repositories } = dataFiles.find((file) => file.id === "launchdarkly-flags").data;
    const tag = repositories[context.page.repository];
    if (tag === undefined) return [];

    const flags = await flagsOf(tag, project, environment, secrets.LAUNCHDARKLY_TOKEN);
    if (flags.length === 0) return [];
    const items = flags.map(({ key, name, environments }) => {
      const on = environments?.[environment]?.on === true;
      return {
        content: `${on ? "on" : "off"}: ${name}`,
        href: `${HOST}/projects/${project}/flags/${encodeURIComponent(key)}/targeting?env=${environment}`,
        status: on ? "success" : "none",
        tooltip: key,
      };
    });
    const on = items.filter(({ status }) => status === "success").length;
    return { type: "dropdown", content: `Flags (${on} of ${items.length} on)`, items, tooltip: `In ${environment}` };
  },
};
