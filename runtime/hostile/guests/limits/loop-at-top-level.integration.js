// A loop at the top level of the file never lets it be loaded.
// guard: fuel
// harm: hang
// control: node
// says: too much computing while loading
// limits: {"load_fuel": 400000000}
for (;;);

module.exports = {
  metadata: { name: 'loop-at-top-level', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-at-top-level' } } } },
  run(context) {
    return [];
  },
};
