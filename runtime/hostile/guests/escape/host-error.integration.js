// An error that a host function throws is of the host's realm.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'host-error', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'host-error' } } } },
  async run(context) {
    let thrown;
    try {
      await cache.get(Symbol('not a key'));
    } catch (error) {
      thrown = error;
    }
    const take = thrown.constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
