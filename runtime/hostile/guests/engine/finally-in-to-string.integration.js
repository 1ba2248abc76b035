// A toString that needs itself tries again in a finally block at each level.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'finally-in-to-string', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'finally-in-to-string' } } } },
  run(context) {
    const knot = {
      toString() {
        try {
          return `${this}`;
        } finally {
          String(this);
        }
      },
    };
    return [`${knot}`];
  },
};
