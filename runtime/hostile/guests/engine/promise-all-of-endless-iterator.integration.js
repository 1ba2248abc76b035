// Promise.all takes an iterator without end.
// guard: memory of a run
// harm: memory
// control: node
// says: limit 
module.exports = {
  metadata: { name: 'promise-all-of-endless-iterator', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'promise-all-of-endless-iterator' } } } },
  run(context) {
    return Promise.all((function* () { for (;;) yield new Array(1000).fill(0); })());
  },
};
