// A loop in `run` never ends.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-in-run', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-run' } } } },
  run(context) {
    for (;;);
  },
};
