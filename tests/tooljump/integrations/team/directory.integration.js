// Data files: of the root and of this folder, which comes first; YAML under both endings, and JSON.
module.exports = {
    metadata: {
        name: 'team-directory',
        description: 'The people behind a repository',
        match: {
            contextType: 'github',
            context: {
                'page.repository': { in: ['acme/shop', 'acme/mail-lib'] }
            }
        },
        priority: 700
    },
    run: async function (context, secrets = {}, dataFiles = []) {
        const dataOf = (id) => dataFiles.find((file) => file.id === id).data;
        const { team, since } = dataOf('owners')[context.page.repository];
        const people = dataOf('people')[team];
        const { floor } = dataOf('office').teams.find(({ name }) => name === team);
        return [
            { type: 'text', content: `${team}, floor ${floor}, since ${since}` },
            {
                type: 'dropdown',
                content: `${people.length} people`,
                items: people.map(({ name, mail }) => ({ content: name, href: `mailto:${mail}` }))
            }
        ];
    }
};
