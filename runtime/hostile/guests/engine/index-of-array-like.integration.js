// indexOf over an array-like of length 2**53 - 1 is one operation.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'index-of-array-like', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'index-of-array-like' } } } },
  run(context) {
    return [Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)];
  },
};
