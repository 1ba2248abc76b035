// A secret in the Authorization header, an id that is looked up once and kept in the cache, an async shouldRun.
const API = 'http://127.0.0.1:4020/pager';

module.exports = {
    metadata: {
        name: 'on-call',
        description: 'Who is on call for a repository',
        match: {
            contextType: 'github',
            context: {
                'page.repository': { pattern: /^acme\/[a-z-]+$/i }
            }
        },
        cacheKey: ['page.repository', 'page.section.pull'],
        requiredSecrets: ['PAGER_TOKEN']
    },
    shouldRun: async function (context) {
        const section = await Promise.resolve(context.page.section);
        return section && section.pull;
    },
    run: async function (context, secrets = {}, dataFiles = []) {
        const headers = { Authorization: `Bearer ${secrets.PAGER_TOKEN}` };
        const key = `schedule:${context.page.repository}`;
        let schedule = await cache.get(key);
        if (!schedule) {
            const found = await fetch(`${API}/schedules?name=${encodeURIComponent(context.page.repository)}`, { headers });
            schedule = (await found.json()).id;
            await cache.set(key, schedule, 600);
            logger.debug({ schedule, repository: context.page.repository }, 'schedule found');
        }
        const response = await fetch(`${API}/schedules/${schedule}/now`, { headers });
        if (!response.ok) {
            logger.error({ status: response.status }, 'the pager does not answer');
            return [];
        }
        const { person } = await response.json();
        return [{ type: 'text', content: `On call: ${person}`, icon: 'pagerduty', status: 'relevant' }];
    }
};
