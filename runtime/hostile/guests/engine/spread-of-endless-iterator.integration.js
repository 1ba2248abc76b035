// Spreading an iterator without end.
// guard: memory of a run
// harm: memory
// control: node
// says: limit 
module.exports = {
  metadata: { name: 'spread-of-endless-iterator', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'spread-of-endless-iterator' } } } },
  run(context) {
    return [...(function* () { for (;;) yield new Array(1000).fill(0); })()];
  },
};
