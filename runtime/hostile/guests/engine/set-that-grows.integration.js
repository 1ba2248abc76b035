// A set that takes out and puts back what is iterated has no end.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'set-that-grows', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'set-that-grows' } } } },
  run(context) {
    const set = new Set([1]);
    for (const one of set) {
      set.delete(one);
      set.add(one);
    }
    return [];
  },
};
