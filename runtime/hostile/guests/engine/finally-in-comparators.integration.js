// A comparator that sorts with itself tries again in a finally block at each level.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'finally-in-comparators', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'finally-in-comparators' } } } },
  run(context) {
    const compare = () => {
      try {
        return [2, 1].sort(compare)[0];
      } finally {
        [2, 1].sort(compare);
      }
    };
    return [2, 1].sort(compare);
  },
};
