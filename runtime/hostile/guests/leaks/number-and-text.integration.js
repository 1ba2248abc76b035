// A number in a page makes the key of a text in somebody else's.
// guard: the key of results holds the integration, and types
// harm: loot
// control: shared keys
// pages: [{"user": "1", "team": "c"}, {"user": 1, "team": "c"}]
// says: only for nobody
module.exports = {
  metadata: { name: 'number-and-text', cache: 300, cacheKey: ['page.user', 'page.team'], match: { contextType: 'github', context: { 'page.attack': { equals: 'number-and-text' } } } },
  run(context) {
    return { type: 'text', content: `only for ${context.page.mark ?? 'nobody'}` };
  },
};
