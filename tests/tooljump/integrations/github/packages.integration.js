// Two secrets inside a Basic Authorization header, put together with Buffer; a POST with a JSON body.
const { Buffer } = require('buffer');

module.exports = {
    metadata: {
        name: 'packages',
        description: 'Packages that a repository publishes',
        match: {
            contextType: 'github',
            context: {
                'page.repository': { endsWith: '-lib' }
            }
        },
        priority: 50,
        requiredSecrets: ['REGISTRY_USER', 'REGISTRY_PASSWORD']
    },
    run: async function (context, secrets = {}, dataFiles = []) {
        const login = Buffer.from(`${secrets.REGISTRY_USER}:${secrets.REGISTRY_PASSWORD}`).toString('base64');
        const response = await fetch('http://127.0.0.1:4020/registry/search', {
            method: 'POST',
            headers: { Authorization: `Basic ${login}`, 'Content-Type': 'application/json' },
            body: JSON.stringify({ repository: context.page.repository })
        });
        const packages = await response.json();
        return packages.map(({ name, version }) => ({ type: 'text', content: `${name} ${version}` }));
    }
};
