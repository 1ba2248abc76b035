// A toJSON that stringifies itself tries again in a finally block at each level.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'finally-in-to-json', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'finally-in-to-json' } } } },
  run(context) {
    const knot = {
      toJSON() {
        try {
          return JSON.stringify(this);
        } finally {
          JSON.stringify(this);
        }
      },
    };
    return [JSON.stringify(knot)];
  },
};
