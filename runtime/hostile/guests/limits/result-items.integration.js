// There are more results than a bar has room for.
// guard: the limit result_items
// harm: over
// control: limit result_items
// says: raise result_items
module.exports = {
  metadata: { name: 'result-items', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'result-items' } } } },
  run(context) {
    return Array.from({ length: 150 }, (_, i) => ({ type: 'text', content: `item ${i}` }));
  },
};
