// fill over an array-like of length 2**53 - 1.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'filled-array-like', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'filled-array-like' } } } },
  run(context) {
    return Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 0);
  },
};
