// An integration: links for the page that someone looks at. Save this file, and the server takes the new version.

/** @type {import('./integration').Integration} */
module.exports = {
  metadata: {
    name: 'hello-links', // unique; at least 4 of a-z, 0-9, _ and -
    description: 'Links of a GitHub repository, and who owns it',
    match: {
      contextType: 'github', // the kind of page: 'github', 'aws', 'generic' or '*'
      // What has to be true of the page. Also: equals, in, pattern: /^my-org\//, startsWith, endsWith.
      context: { 'page.repository': { exists: true } },
    },
    priority: 100, // 1 to 1000; higher stands further left
    cache: 300, // seconds that results are kept for the same repository; 0 is never
  },

  // Called for each page that matches, in a sandbox of its own: no files, no environment, no network but by fetch(),
  // to hosts that the operator allows in skerry.toml. Everything may be async.
  run: async function (context, secrets, dataFiles) {
    const repository = context.page.repository; // 'octocat/hello-world'
    const results = [
      {
        type: 'link',
        content: 'Open pull requests',
        href: `https://github.com/${repository}/pulls`,
        tooltip: `All open pull requests of ${repository}`,
      },
    ];

    // owners.data.yml beside this file, already parsed.
    const { repositories, teams } = dataFiles.find((file) => file.id === 'owners').data;
    const owner = repositories[repository];
    if (owner === undefined) {
      logger.info({ repository }, 'no owner in owners.data.yml'); // shows in the server's log
      return results;
    }

    results.unshift({
      type: 'dropdown',
      content: `Owned by ${owner}`,
      status: 'relevant', // 'important', 'relevant', 'success' or 'none'
      items: [
        { content: 'Chat', href: teams[owner].chat },
        { content: 'Who is on call', href: teams[owner].oncall },
      ],
    });
    return results;
  },
};
