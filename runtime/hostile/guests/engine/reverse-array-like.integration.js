// reverse over an array-like of length 2**53 - 1 is one operation.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'reverse-array-like', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'reverse-array-like' } } } },
  run(context) {
    Array.prototype.reverse.call({ length: 2 ** 53 - 1 });
    return [];
  },
};
