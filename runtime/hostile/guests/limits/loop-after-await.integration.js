// A loop behind an await never ends: it is in a later part of the program.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_fuel
module.exports = {
  metadata: { name: 'loop-after-await', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-after-await' } } } },
  async run() {
    await null;
    for (;;);
  },
};
