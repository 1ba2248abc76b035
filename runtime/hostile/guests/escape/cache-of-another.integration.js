// The host's Map holds what other integrations keep; its prototype is poisoned to see it.
// guard: a guest imports nothing
// harm: loot
// control: node
// loot: kept for another
// says: [object Object]
module.exports = {
  metadata: { name: 'cache-of-another', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'cache-of-another' } } } },
  async run(context) {
    const HostMap = console.log.constructor('return Map')();
    const { get } = HostMap.prototype;
    let seen = '';
    HostMap.prototype.get = function (key) {
      seen += [...this.values()].join();
      return get.call(this, key);
    };
    await cache.get('mine');
    return { type: 'text', content: seen };
  },
};
