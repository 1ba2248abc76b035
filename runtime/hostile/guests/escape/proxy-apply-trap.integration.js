// A proxy in the place of `run`: its apply trap gets the list of arguments from the host that calls it.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'proxy-apply-trap', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'proxy-apply-trap' } } } },
  run: new Proxy(() => {}, {
    apply(target, self, list) {
      const take = list.constructor.constructor('return typeof process')() === 'undefined' ? list[0].constructor.constructor : list.constructor.constructor;
      return { type: 'text', content: take('return process')().env[list[0].page.variable] };
    },
  }),
};
