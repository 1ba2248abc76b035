// A getter that reads itself tries again in a finally block at each level.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'finally-in-getters', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'finally-in-getters' } } } },
  run(context) {
    const knot = {
      get deeper() {
        try {
          return this.deeper;
        } finally {
          this.deeper;
        }
      },
    };
    return [knot.deeper];
  },
};
