// An integration puts into the cache what another one will read.
// guard: a cache of its own for each file
// harm: loot
// control: open cache
// beside: ["victims/reader.integration.js"]
// loot: message of the day: poisoned
// says: message of the day: none
// runs: 2
module.exports = {
  metadata: { name: 'cache-poisoning', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'cache-poisoning' } } } },
  async run(context) {
    await cache.set('message', 'poisoned');
    return [];
  },
};
