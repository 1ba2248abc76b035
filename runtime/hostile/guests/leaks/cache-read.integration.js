// An integration reads what another one has put into the cache.
// guard: a cache of its own for each file
// harm: loot
// control: open cache
// beside: ["victims/keeper.integration.js"]
// says: found undefined
// runs: 2
module.exports = {
  metadata: { name: 'cache-read', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'cache-read' } } } },
  async run(context) {
    return { type: 'text', content: `found ${await cache.get('token')}` };
  },
};
