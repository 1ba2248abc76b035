// A comparator makes the array that is sorted grow.
// guard: memory of a run
// harm: memory
// control: node
// says: limit 
module.exports = {
  metadata: { name: 'sorting-that-grows', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'sorting-that-grows' } } } },
  run(context) {
    const list = Array.from({ length: 100 }, (_, i) => i);
    for (;;) list.sort(() => { list.push(...list.slice(0, 1000)); return -1; });
  },
};
