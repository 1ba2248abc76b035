// Keys without end would fill the cache of everybody.
// guard: bounds of the cache
// harm: loot
// control: open cache
// says: the first is undefined
// loot: the first is there
// runs: 6
module.exports = {
  metadata: { name: 'cache-keys', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'cache-keys' } } } },
  async run(context) {
    const first = 240 * (context.page.run - 1);
    if (context.page.run === 6) return { type: 'text', content: `the first is ${await cache.get('key 0')}` };
    await Promise.all(Array.from({ length: 240 }, (_, i) => cache.set(`key ${first + i}`, 'there')));
    return [];
  },
};
