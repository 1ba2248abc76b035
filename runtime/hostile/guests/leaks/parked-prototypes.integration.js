// The memory of a run is parked with prototypes that it changed.
// guard: parked memory is reset
// harm: loot
// control: no reset
// says: found undefined
// runs: 3
module.exports = {
  metadata: { name: 'parked-prototypes', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'parked-prototypes' } } } },
  run(context) {
    const { mark } = context.page;
    if (mark) Array.prototype.left = mark;
    return { type: 'text', content: `found ${[].left}` };
  },
};
