// Whether a repository's Argo CD applications are healthy, and whether what runs is what the repository says.

const WHY = { 401: "the token is wrong or has expired", 403: "the token may not see the application, or it is gone" };
const STATUS = {
  Healthy: "success",
  Progressing: "relevant",
  Suspended: "relevant",
  Degraded: "important",
  Missing: "important",
};

async function ask(argocd, name, token) {
  const response = await fetch(`${argocd}/api/v1/applications/${encodeURIComponent(name)}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(4000),
  });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`Argo CD answers ${response.status}: ${WHY[response.status] ?? "try again later"}`);
  return (await response.json()).status;
}

function shown(argocd, environment, name, state) {
  const href = `${argocd}/applications/${encodeURIComponent(name)}`;
  if (state === undefined)
    return { type: "link", content: `${environment}: gone`, href, status: "important", tooltip: name };
  const { health, sync, operationState } = state;
  const drifted = sync.status === "Synced" ? "" : ", out of sync";
  const revision = typeof sync.revision === "string" ? ` at ${sync.revision.slice(0, 7)}` : "";
  const failed = operationState?.phase === "Failed" || operationState?.phase === "Error";
  return {
    type: "link",
    content: `${environment}: ${health.status.toLowerCase()}${drifted}`,
    href,
    status: failed
      ? "important"
      : health.status === "Healthy" && drifted
        ? "relevant"
        : (STATUS[health.status] ?? "none"),
    tooltip: failed ? `${operationState.message}`.slice(0, 500) || "The last sync failed" : `${name}${revision}`,
    icon: "argo",
  };
}

module.exports = {
  metadata: {
    name: "argocd-health",
    description: "Health and sync of a repository's Argo CD applications",
    match: {
      contextType: "github",
      context: { "page.repository": { exists: true } },
    },
    requiredSecrets: ["ARGOCD_TOKEN"],
    permissions: {
      net: ["GET argocd.example.com/api/v1/applications/"],
      secrets: ["ARGOCD_TOKEN"],
    },
    priority: 300,
    cache: 30,
  },

  run: async function (context, secrets, dataFiles) {
    const { argocd, repositories } = dataFiles.find((file) => file.id === "argocd-health").data;
    const applications = Object.entries(repositories[context.page.repository] ?? {});
    return Promise.all(
      applications.map(async ([environment, name]) =>
        shown(argocd, environment, name, await ask(argocd, name, secrets.ARGOCD_TOKEN)),
      ),
    );
  },
};
