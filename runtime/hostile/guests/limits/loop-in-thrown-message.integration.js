// A loop in the message of a thrown error runs when the failure is described.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-in-thrown-message', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-thrown-message' } } } },
  run(context) {
    throw { get message() { for (;;); } };
  },
};
