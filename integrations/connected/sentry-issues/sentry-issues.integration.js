// The unresolved Sentry issues of a repository, the most frequent first.

const WHY = {
  401: "the token is wrong",
  403: "the token lacks event:read",
  404: "there is no such organisation",
  429: "asked too often",
};
const STATUS = { fatal: "important", error: "relevant" };

module.exports = {
  metadata: {
    name: "sentry-issues",
    description: "The unresolved Sentry issues of a repository",
    match: {
      contextType: "github",
      context: { "page.repository": { exists: true } },
    },
    requiredSecrets: ["SENTRY_TOKEN"],
    permissions: {
      net: ["GET sentry.io/api/0/organizations/acme/issues/"],
      secrets: ["SENTRY_TOKEN"],
    },
    priority: 320,
    cache: 120,
  },

  run: async function (context, secrets, dataFiles) {
    const { sentry, organization, days, most, repositories } = dataFiles.find(
      (file) => file.id === "sentry-issues",
    ).data;
    const project = repositories[context.page.repository];
    if (project === undefined) return [];

    const query = { project, query: "is:unresolved", statsPeriod: `${days}d`, sort: "freq", limit: most };
    const path = `/api/0/organizations/${organization}/issues/?${new URLSearchParams(query)}`;
    const response = await fetch(`${sentry}${path}`, {
      headers: { authorization: `Bearer ${secrets.SENTRY_TOKEN}` },
      signal: AbortSignal.timeout(4000),
    });
    if (!response.ok)
      throw new Error(`Sentry answers ${response.status}: ${WHY[response.status] ?? "try again later"}`);
    const issues = await response.json();
    if (issues.length === 0) return { type: "text", content: "No open issues", status: "success", icon: "sentry" };

    const items = issues.map(({ shortId, title, permalink, level, count, userCount }) => ({
      content: `${title.slice(0, 120)} (${count})`,
      href: permalink,
      status: STATUS[level] ?? "none",
      tooltip: `${shortId}, ${userCount} user${userCount === 1 ? "" : "s"}`,
    }));
    const worst = ["important", "relevant"].find((status) => items.some((item) => item.status === status)) ?? "none";
    const more = items.length === most ? " or more" : "";
    return { type: "dropdown", content: `${items.length}${more} open issues`, status: worst, items, icon: "sentry" };
  },
};
