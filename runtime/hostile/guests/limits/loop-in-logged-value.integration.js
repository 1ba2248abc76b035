// A loop in a logged value's own inspect function runs when the line is made.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-in-logged-value', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-logged-value' } } } },
  run(context) {
    console.log({ [Symbol.for('nodejs.util.inspect.custom')]() { for (;;); } });
    return [];
  },
};
