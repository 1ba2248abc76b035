// How the latest pipelines of a GitLab project went: of the main branch, and of the newest other branch.

// Your GitLab; here, and in skerry.toml.
const GITLAB = "https://gitlab.com/";

const QUERY = `query ($path: ID!) {
  project(fullPath: $path) {
    repository { rootRef }
    pipelines(first: 20) { nodes { iid ref status path createdAt } }
  }
}`;
const STATUS = {
  SUCCESS: "success",
  FAILED: "important",
  RUNNING: "relevant",
  PENDING: "relevant",
  MANUAL: "relevant",
};
const NO_PROJECT = ["-", "admin", "dashboard", "explore", "groups", "help", "profile", "search", "users"];
const WHY = { 401: "the token is wrong or has expired", 403: "the token lacks read_api", 429: "asked too often" };

// "https://gitlab.com/acme/shop/-/merge_requests/7" -> "acme/shop"; undefined where there cannot be a project
function projectOf(url) {
  const path = new URL(url).pathname.split("/-/")[0].replace(/^\/|\/$/g, "");
  const parts = path.split("/");
  return parts.length < 2 || NO_PROJECT.includes(parts[0]) ? undefined : decodeURIComponent(path);
}

async function ask(path, token) {
  const response = await fetch(`${GITLAB}api/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ query: QUERY, variables: { path } }),
    signal: AbortSignal.timeout(4000),
  });
  if (!response.ok) throw new Error(`GitLab answers ${response.status}: ${WHY[response.status] ?? "try again later"}`);
  const { data, errors } = await response.json();
  if (errors) throw new Error(`GitLab answers: ${errors[0].message}`);
  return data.project; // null if there is none, or the token may not see it
}

module.exports = {
  metadata: {
    name: "gitlab-pipelines",
    description: "The latest pipelines of a GitLab project",
    match: {
      contextType: "generic",
      context: { url: { startsWith: GITLAB } },
    },
    requiredSecrets: ["GITLAB_TOKEN"],
    permissions: {
      net: ["POST gitlab.com/api/graphql"],
      secrets: ["GITLAB_TOKEN"],
    },
    priority: 260,
    cache: 60,
  },

  shouldRun: function (context) {
    return projectOf(context.url) !== undefined;
  },

  run: async function (context, secrets) {
    const project = await ask(projectOf(context.url), secrets.GITLAB_TOKEN);
    if (project === null) return [];

    const { nodes } = project.pipelines;
    const main = project.repository?.rootRef;
    const ofMain = nodes.find(({ ref }) => ref === main);
    const other = nodes.find(({ ref }) => ref !== main);
    return [ofMain, other]
      .filter((pipeline) => pipeline !== undefined)
      .map(({ iid, ref, status, path }) => ({
        type: "link",
        content: `${ref}: ${status.toLowerCase().replaceAll("_", " ")}`,
        href: new URL(path, GITLAB).href,
        status: STATUS[status] ?? "none",
        tooltip: `Pipeline ${iid}`,
        icon: "gitlab",
      }));
  },
};
