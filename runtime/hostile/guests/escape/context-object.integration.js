// The context that the host parsed has a constructor of the host's.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'context-object', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'context-object' } } } },
  run(context) {
    const take = context.constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
