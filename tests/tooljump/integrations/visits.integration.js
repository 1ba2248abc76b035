// What it counts survives in the cache; its results must not be cached themselves.
module.exports = {
    metadata: {
        name: 'visits',
        description: 'How often you were here',
        match: {
            contextType: 'github',
            context: {
                'global.user': { exists: true },
                'page.name': { equals: 'profile' }
            }
        },
        cache: 0
    },
    run: async function (context) {
        const key = `visits:${context.global.user}`;
        const visits = (await cache.get(key)) || { count: 0 };
        visits.count += 1;
        await cache.set(key, visits);
        return { type: 'text', content: `visit ${visits.count}` };
    }
};
