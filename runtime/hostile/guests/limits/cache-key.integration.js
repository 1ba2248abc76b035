// A key is longer than the cache keeps.
// guard: bounds of the cache
// harm: loot
// control: open cache
// says: at most 512
// loot: kept 1
module.exports = {
  metadata: { name: 'cache-key', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'cache-key' } } } },
  async run(context) {
    await cache.set('x'.repeat(10_000), 1);
    return { type: 'text', content: `kept ${await cache.get('x'.repeat(10_000))}` };
  },
};
