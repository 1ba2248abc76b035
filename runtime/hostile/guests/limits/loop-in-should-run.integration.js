// A loop in `shouldRun` never ends.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-in-should-run', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-should-run' } } } },
  shouldRun() {
    for (;;);
  },
  run() {
    return [];
  },
};
