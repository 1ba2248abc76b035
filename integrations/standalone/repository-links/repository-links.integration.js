// Links that belong to the GitHub repository on the page. All of them stand in repository-links.data.yml.

// "https://ci.example.com/{repository}" -> "https://ci.example.com/acme/shop"
function fill(href, repository) {
  const [owner, name] = repository.split("/");
  const values = { repository, owner, name };
  return href.replace(/\{(repository|owner|name)\}/g, (_, key) => values[key]);
}

// GitHub does not care about upper and lower case in a repository's name, so we do not either.
function linksOf(repository, repositories) {
  const wanted = repository.toLowerCase();
  const found = Object.entries(repositories).find(([name]) => name.toLowerCase() === wanted);
  return found?.[1] ?? [];
}

module.exports = {
  metadata: {
    name: "repository-links",
    description: "Links for a GitHub repository, from a data file",
    match: {
      contextType: "github",
      context: { "page.repository": { exists: true } },
    },
    permissions: { net: [], secrets: [] }, // it asks nobody
    priority: 200,
    cache: 3600, // the data file is part of the cache's key: an edit shows at once
  },

  run: async function (context, secrets, dataFiles) {
    const { repository } = context.page;
    const { everywhere, repositories } = dataFiles.find((file) => file.id === "repository-links").data;
    const links = [...linksOf(repository, repositories ?? {}), ...(everywhere ?? [])];
    return links.map(({ text, href, icon, tooltip }) => ({
      type: "link",
      content: text,
      href: fill(href, repository),
      icon,
      tooltip,
    }));
  },
};
