// Null in a page makes the key of an empty text in somebody else's.
// guard: the key of results holds the integration, and types
// harm: loot
// control: shared keys
// pages: [{"user": "", "team": "c"}, {"user": null, "team": "c"}]
// says: only for nobody
module.exports = {
  metadata: { name: 'null-and-empty', cache: 300, cacheKey: ['page.user', 'page.team'], match: { contextType: 'github', context: { 'page.attack': { equals: 'null-and-empty' } } } },
  run(context) {
    return { type: 'text', content: `only for ${context.page.mark ?? 'nobody'}` };
  },
};
