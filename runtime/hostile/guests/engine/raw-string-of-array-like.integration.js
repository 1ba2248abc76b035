// String.raw over an array-like of length 2**53 - 1 is one operation.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'raw-string-of-array-like', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'raw-string-of-array-like' } } } },
  run(context) {
    return [String.raw({ raw: { length: 2 ** 53 - 1 } }).length];
  },
};
