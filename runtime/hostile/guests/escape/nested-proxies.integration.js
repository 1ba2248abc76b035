// A proxy of a proxy of a host function still has the function's constructor.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'nested-proxies', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'nested-proxies' } } } },
  run(context) {
    const twice = new Proxy(new Proxy(console.log, {}), {});
    const take = twice.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
