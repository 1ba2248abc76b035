// What to look at before a pull request is approved: the checklists whose pattern fits the repository, as a dropdown.

module.exports = {
  metadata: {
    name: "pull-request-checklist",
    description: "What to look at before a pull request is approved",
    match: {
      contextType: "github",
      context: {
        "page.repository": { exists: true },
        "page.section.pull": { exists: true },
      },
    },
    permissions: { net: [], secrets: [] }, // it asks nobody
    priority: 250,
    cache: 3600,
    cacheKey: ["page.repository"], // all pull requests of a repository have the same list
  },

  run: async function (context, secrets, dataFiles) {
    const { repository } = context.page;
    const { checklists } = dataFiles.find((file) => file.id === "pull-request-checklist").data;
    const points = checklists
      .filter(({ repositories }) => new RegExp(repositories, "i").test(repository))
      .flatMap(({ points }) => points);
    if (points.length === 0) return [];
    return {
      type: "dropdown",
      content: `Before you approve (${points.length})`,
      items: points.map(({ text, href, must }) => ({ content: text, href, status: must ? "important" : "none" })),
    };
  },
};
