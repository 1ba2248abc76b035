// A loop in the ownKeys trap of a proxy runs when the result is turned into JSON.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-in-own-keys', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-own-keys' } } } },
  run(context) {
    return new Proxy({}, { ownKeys() { for (;;); } });
  },
};
