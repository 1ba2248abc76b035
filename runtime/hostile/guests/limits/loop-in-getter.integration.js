// A loop in a getter of the result runs when the result is turned into JSON.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-in-getter', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-getter' } } } },
  run(context) {
    return { type: 'text', get content() { for (;;); } };
  },
};
