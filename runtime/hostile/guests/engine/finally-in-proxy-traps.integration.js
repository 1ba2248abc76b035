// A trap of a proxy that springs itself tries again in a finally block at each level.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'finally-in-proxy-traps', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'finally-in-proxy-traps' } } } },
  run(context) {
    const knot = new Proxy({}, {
      has(target, key) {
        try {
          return key in knot;
        } finally {
          key in knot;
        }
      },
    });
    return ['x' in knot];
  },
};
