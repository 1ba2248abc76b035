// The constructor of asynchronous functions, where only Function was thought of.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'async-function', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'async-function' } } } },
  async run(context) {
    const take = await cache.get.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
