// A loop in toJSON runs when the result is turned into JSON.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-in-to-json', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-to-json' } } } },
  run(context) {
    return { toJSON() { for (;;); } };
  },
};
