// A loop in a timer never ends.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-in-timer', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-timer' } } } },
  run(context) {
    return new Promise(() => setTimeout(() => { for (;;); }, 1));
  },
};
