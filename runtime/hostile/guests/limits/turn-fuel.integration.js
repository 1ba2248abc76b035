// A turn computes for ever.
// guard: the limit turn_fuel
// harm: over
// control: limit turn_fuel
// says: limit turn_fuel
// limits: {"turn_fuel": 50000000}
module.exports = {
  metadata: { name: 'turn-fuel', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'turn-fuel' } } } },
  run(context) {
    for (;;);
  },
};
