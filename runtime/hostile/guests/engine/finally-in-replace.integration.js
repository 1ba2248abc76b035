// A callback that replaces with itself tries again in a finally block at each level.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'finally-in-replace', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'finally-in-replace' } } } },
  run(context) {
    const replace = () => {
      try {
        return 'a'.replace(/a/, replace);
      } finally {
        'a'.replace(/a/, replace);
      }
    };
    return [replace()];
  },
};
