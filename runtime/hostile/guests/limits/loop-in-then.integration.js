// A loop in a getter named `then` runs when the result is awaited.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-in-then', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-then' } } } },
  run(context) {
    return { get then() { for (;;); } };
  },
};
