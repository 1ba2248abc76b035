// From a Lambda function to its code: the folder in GitHub, and who changed it last.

const WHY = { 401: "the token is wrong or has expired", 403: "the token may not read the code, or asked too often" };
const MINUTE = 60 * 1000; // milliseconds

// "shop-*" fits all names that begin with "shop-".
function fits(name, pattern) {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function ago(time) {
  const minutes = Math.max(0, Math.round((Date.now() - Date.parse(time)) / MINUTE));
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 60 / 24)} days ago`;
}

async function lastCommit({ repository, branch, path }, token) {
  const query = new URLSearchParams({ sha: branch, path, per_page: "1" });
  const response = await fetch(`https://api.github.com/repos/${repository}/commits?${query}`, {
    headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
    signal: AbortSignal.timeout(4000),
  });
  if (response.status === 404) return undefined; // GitHub says so, too, of what the token may not see
  if (!response.ok) throw new Error(`GitHub answers ${response.status}: ${WHY[response.status] ?? "try again later"}`);
  return (await response.json())[0];
}

module.exports = {
  metadata: {
    name: "lambda-code",
    description: "The code of a Lambda function in GitHub, and its last change",
    match: {
      contextType: "aws",
      context: {
        "service.name": { equals: "lambda" },
        "service.resourceName": { exists: true },
      },
    },
    requiredSecrets: ["GITHUB_TOKEN"],
    permissions: {
      net: ["GET api.github.com/repos/acme/"],
      secrets: ["GITHUB_TOKEN"],
    },
    priority: 450,
    cache: 300,
  },

  run: async function (context, secrets, dataFiles) {
    const { functions } = dataFiles.find((file) => file.id === "lambda-code").data;
    const code = functions.find(({ name }) => fits(context.service.resourceName, name));
    if (code === undefined) return [];

    const { repository, branch, path } = code;
    const href = `https://github.com/${repository}/tree/${branch}/${path}`;
    const results = [{ type: "link", content: "Code", href, tooltip: `${path} in ${repository}`, icon: "github" }];
    const last = await lastCommit(code, secrets.GITHUB_TOKEN);
    if (last !== undefined) {
      const { author, message } = last.commit;
      results.push({
        type: "link",
        content: `Changed ${ago(author.date)} by ${author.name}`,
        href: last.html_url,
        tooltip: message.split("\n")[0].slice(0, 500) || "(no message)",
      });
    }
    return results;
  },
};
