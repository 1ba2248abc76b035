// Each level of a recursion without end tries again in a finally block: 2 to the power of its depth.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'finally-in-recursion', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'finally-in-recursion' } } } },
  run(context) {
    const deeper = () => {
      try {
        deeper();
      } finally {
        deeper();
      }
    };
    return [deeper()];
  },
};
