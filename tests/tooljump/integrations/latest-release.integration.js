// Only fetch. One result, or null for a repository that has no release.
module.exports = {
    metadata: {
        name: 'latest-release',
        description: 'The latest release of a repository',
        match: {
            contextType: 'github',
            context: {
                'page.repository': { startsWith: 'acme/' }
            }
        },
        priority: 900
    },
    run: async function (context) {
        const response = await fetch(`http://127.0.0.1:4020/releases/${context.page.repository}/latest`, {
            headers: { Accept: 'application/json' }
        });
        if (response.status === 404) {
            return null;
        }
        if (!response.ok) {
            throw new Error(`releases answered ${response.status}`);
        }
        const { tag, published } = await response.json();
        return {
            type: 'link',
            content: tag,
            href: `https://github.com/${context.page.repository}/releases/tag/${tag}`,
            tooltip: `Published ${new Date(published).toISOString().slice(0, 10)}`
        };
    }
};
