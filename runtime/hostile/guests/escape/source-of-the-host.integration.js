// Function.prototype.toString shows the source of a host function.
// guard: a guest imports nothing
// harm: loot
// control: node
// loot: kept.get(`integration:
// says: checkKey
module.exports = {
  metadata: { name: 'source-of-the-host', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'source-of-the-host' } } } },
  run(context) {
    return { type: 'text', content: Function.prototype.toString.call(cache.get) };
  },
};
