// A loop in toString of what is thrown runs when the failure is described.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-in-thrown-text', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-thrown-text' } } } },
  run(context) {
    throw { toString() { for (;;); } };
  },
};
