// How the latest pipeline of a repository's main branch went in CircleCI, a link for each of its workflows.

const API = "https://circleci.com/api/v2";
const MOST = 5; // workflows to show
const WHY = { 401: "the token is wrong or has expired", 403: "the token may not read this", 429: "asked too often" };
const STATUS = {
  success: "success",
  running: "relevant",
  on_hold: "relevant",
  failing: "important",
  failed: "important",
  error: "important",
  unauthorized: "important",
};

// The answer as JSON, undefined if there is no such thing.
async function ask(path, token) {
  // CircleCI takes its token as the user of Basic, without a password.
  const authorization = `Basic ${Buffer.from(`${token}:`).toString("base64")}`;
  const response = await fetch(`${API}${path}`, { headers: { authorization }, signal: AbortSignal.timeout(4000) });
  if (response.status === 404) return undefined;
  if (!response.ok)
    throw new Error(`CircleCI answers ${response.status}: ${WHY[response.status] ?? "try again later"}`);
  return response.json();
}

// A workflow that was run again is there several times, the newest first.
function newest(workflows) {
  return workflows.filter(({ name }, at) => workflows.findIndex((other) => other.name === name) === at);
}

module.exports = {
  metadata: {
    name: "circleci-build",
    description: "The latest CircleCI pipeline of a repository's main branch",
    match: {
      contextType: "github",
      context: { "page.repository": { startsWith: "acme/" } }, // your organisation
    },
    requiredSecrets: ["CIRCLECI_TOKEN"],
    permissions: {
      net: ["GET circleci.com/api/v2/project/gh/acme/", "GET circleci.com/api/v2/pipeline/"],
      secrets: ["CIRCLECI_TOKEN"],
    },
    priority: 260,
    cache: 60,
  },

  run: async function (context, secrets, dataFiles) {
    const { branch, branches } = dataFiles.find((file) => file.id === "circleci-build").data;
    const { repository } = context.page;
    const slug = `gh/${repository.split("/").map(encodeURIComponent).join("/")}`;
    const wanted = encodeURIComponent(branches?.[repository] ?? branch);
    const pipelines = await ask(`/project/${slug}/pipeline?branch=${wanted}`, secrets.CIRCLECI_TOKEN);
    const latest = pipelines?.items[0];
    if (latest === undefined) return []; // not built here, or not yet

    const overview = `https://app.circleci.com/pipelines/${slug}/${latest.number}`;
    if (latest.state === "errored") {
      const tooltip = latest.errors[0]?.message.slice(0, 500) || undefined;
      return { type: "link", content: "CircleCI: bad config", href: overview, status: "important", tooltip };
    }
    const workflows = await ask(`/pipeline/${latest.id}/workflow`, secrets.CIRCLECI_TOKEN);
    return newest(workflows?.items ?? [])
      .slice(0, MOST)
      .map(({ id, name, status }) => ({
        type: "link",
        content: `${name}: ${status.replaceAll("_", " ")}`,
        href: `${overview}/workflows/${id}`,
        status: STATUS[status] ?? "none",
        tooltip: `Pipeline ${latest.number} of ${decodeURIComponent(wanted)}`,
        icon: "circleci",
      }));
  },
};
