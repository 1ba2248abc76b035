// The top level of the file computes for a long time.
// guard: the limit load_fuel
// harm: over
// control: limit load_fuel
// says: limit load_fuel
// limits: {"load_fuel": 400000000}
for (let i = 0; i < 2e6; i++);

module.exports = {
  metadata: { name: 'load-fuel', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'load-fuel' } } } },
  run(context) {
    return [];
  },
};
