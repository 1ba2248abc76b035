// Where a repository is deployed: the newest GitHub deployment of each environment, with its address and how it went.

const API = "https://api.github.com";
const MOST = 5; // environments to show
const WHY = { 401: "the token is wrong or has expired", 403: "the token may not read deployments, or asked too often" };
const STATUS = {
  success: "success",
  pending: "relevant",
  queued: "relevant",
  in_progress: "relevant",
  failure: "important",
  error: "important",
};

async function ask(path, token) {
  const response = await fetch(`${API}${path}`, {
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
    },
    signal: AbortSignal.timeout(4000),
  });
  if (response.status === 404) return []; // GitHub says so, too, of what the token may not see
  if (!response.ok) throw new Error(`GitHub answers ${response.status}: ${WHY[response.status] ?? "try again later"}`);
  return response.json();
}

module.exports = {
  metadata: {
    name: "deployed-urls",
    description: "Where a repository is deployed, from its GitHub deployments",
    match: {
      contextType: "github",
      context: { "page.repository": { startsWith: "acme/" } }, // your organisation
    },
    requiredSecrets: ["GITHUB_TOKEN"],
    permissions: {
      net: ["GET api.github.com/repos/acme/"],
      secrets: ["GITHUB_TOKEN"],
    },
    priority: 280,
    cache: 120,
  },

  run: async function (context, secrets, dataFiles) {
    const { hidden } = dataFiles.find((file) => file.id === "deployed-urls").data;
    const repository = context.page.repository.split("/").map(encodeURIComponent).join("/");
    const deployments = await ask(`/repos/${repository}/deployments?per_page=50`, secrets.GITHUB_TOKEN);
    const shown = deployments.filter(({ environment }) => !hidden.some((text) => environment.startsWith(text)));
    const newest = new Map(shown.toReversed().map((deployment) => [deployment.environment, deployment]));

    const results = [...newest.values()]
      .toReversed()
      .slice(0, MOST)
      .map(async (deployment) => {
        const { id, environment, ref, sha, creator } = deployment;
        const [latest] = await ask(`/repos/${repository}/deployments/${id}/statuses?per_page=1`, secrets.GITHUB_TOKEN);
        const state = latest?.state ?? "pending";
        const href = latest?.environment_url || latest?.log_url || undefined;
        return {
          type: href ? "link" : "text",
          content: state === "success" ? environment : `${environment}: ${state.replaceAll("_", " ")}`,
          href,
          status: STATUS[state] ?? "none",
          tooltip: `${ref === sha ? "" : `${ref} `}${sha.slice(0, 7)} by ${creator?.login ?? "nobody"}`,
        };
      });
    return Promise.all(results);
  },
};
