// __lookupGetter__ of a host object gives the accessor of __proto__, a function of the host's.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'lookup-getter', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'lookup-getter' } } } },
  run(context) {
    const take = context.__lookupGetter__('__proto__').constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
