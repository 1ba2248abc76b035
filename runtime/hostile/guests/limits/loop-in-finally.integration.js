// A loop in a finally block runs after an error has ended everything else.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-in-finally', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-finally' } } } },
  run(context) {
    try {
      throw new Error('over');
    } finally {
      for (;;);
    }
  },
};
