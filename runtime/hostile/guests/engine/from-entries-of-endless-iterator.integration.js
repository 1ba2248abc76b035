// Object.fromEntries takes an iterator without end.
// guard: memory of a run
// harm: memory
// control: node
// says: limit 
module.exports = {
  metadata: { name: 'from-entries-of-endless-iterator', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'from-entries-of-endless-iterator' } } } },
  run(context) {
    let i = 0;
    return Object.fromEntries((function* () { for (;;) yield [`key ${i++}`, new Array(1000).fill(0)]; })());
  },
};
