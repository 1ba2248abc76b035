// The `module` that the host made has a constructor of the host's.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'module-object', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'module-object' } } } },
  run(context) {
    const take = module.constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
