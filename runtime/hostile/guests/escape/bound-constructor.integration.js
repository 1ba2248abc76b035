// Function.prototype.call.call hides which constructor is called.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'bound-constructor', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'bound-constructor' } } } },
  run(context) {
    const take = Function.prototype.call.call(console.log.bind.constructor, null, 'return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
