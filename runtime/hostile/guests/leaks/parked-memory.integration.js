// The memory of a run is parked for the next one, which finds what was written to it.
// guard: parked memory is reset
// harm: loot
// control: no reset
// says: found undefined
// runs: 3
let left;

module.exports = {
  metadata: { name: 'parked-memory', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'parked-memory' } } } },
  run(context) {
    left ??= context.page.mark;
    return { type: 'text', content: `found ${left}` };
  },
};
