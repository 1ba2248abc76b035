// A loop of awaits never lets a turn end.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'endless-awaits', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'endless-awaits' } } } },
  async run() {
    for (;;) await null;
  },
};
