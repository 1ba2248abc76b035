// Two values joined to one text are those of somebody else's page.
// guard: the key of results holds the integration, and types
// harm: loot
// control: shared keys
// pages: [{"user": "a|b", "team": "c"}, {"user": "a", "team": "b|c"}]
// says: only for nobody
module.exports = {
  metadata: { name: 'joined-keys', cache: 300, cacheKey: ['page.user', 'page.team'], match: { contextType: 'github', context: { 'page.attack': { equals: 'joined-keys' } } } },
  run(context) {
    return { type: 'text', content: `only for ${context.page.mark ?? 'nobody'}` };
  },
};
