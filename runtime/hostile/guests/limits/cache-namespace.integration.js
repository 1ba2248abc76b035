// Large values without end would fill the cache of everybody.
// guard: bounds of the cache
// harm: loot
// control: open cache
// says: the first is undefined
// loot: the first is 60000
// runs: 6
module.exports = {
  metadata: { name: 'cache-namespace', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'cache-namespace' } } } },
  async run(context) {
    if (context.page.run === 6) return { type: 'text', content: `the first is ${(await cache.get('key 0 of run 1'))?.length}` };
    for (let i = 0; i < 15; i++) await cache.set(`key ${i} of run ${context.page.run}`, 'x'.repeat(60_000));
    return [];
  },
};
