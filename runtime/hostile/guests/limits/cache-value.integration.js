// A value is larger than the cache keeps.
// guard: bounds of the cache
// harm: loot
// control: open cache
// says: at most 65536
// loot: kept 70000
module.exports = {
  metadata: { name: 'cache-value', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'cache-value' } } } },
  async run(context) {
    await cache.set('large', 'x'.repeat(70_000));
    return { type: 'text', content: `kept ${(await cache.get('large')).length}` };
  },
};
