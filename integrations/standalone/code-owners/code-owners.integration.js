// Who owns the file or folder on the page? The team with the longest path that leads there.

// "billing" holds "billing" and "billing/tax.js", but not "billing-old.js"; "" holds everything.
function holds(folder, path) {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

module.exports = {
  metadata: {
    name: "code-owners",
    description: "The team that owns the file or folder on the page",
    match: {
      contextType: "github",
      context: {
        "page.repository": { startsWith: "acme/" }, // your organisation
        "page.section.name": { equals: "code" },
        "page.section.resource": { exists: true }, // the path, "" for the whole repository
      },
    },
    permissions: { net: [], secrets: [] }, // it asks nobody
    priority: 150,
    cache: 3600,
  },

  run: async function (context, secrets, dataFiles) {
    const { repository, section } = context.page;
    const owners = dataFiles.find((file) => file.id === "code-owners").data[repository] ?? [];
    const [owner] = owners
      .filter(({ path }) => holds(path, section.resource))
      .sort((a, b) => b.path.length - a.path.length);
    if (owner === undefined) return [];
    return {
      type: "link",
      content: owner.team,
      href: owner.href,
      tooltip: `Owns ${owner.path === "" ? repository : `${owner.path} in ${repository}`}`,
    };
  },
};
