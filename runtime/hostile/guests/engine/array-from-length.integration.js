// Array.from with a length of 2**32 - 1.
// guard: memory of a run
// harm: memory
// control: node
// says: limit 
module.exports = {
  metadata: { name: 'array-from-length', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'array-from-length' } } } },
  run(context) {
    return Array.from({ length: 2 ** 32 - 1 }, () => new Array(1000).fill(0));
  },
};
