// Results hold more text than people read.
// guard: the limit result_bytes
// harm: over
// control: limit result_bytes
// says: raise result_bytes
module.exports = {
  metadata: { name: 'result-bytes', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'result-bytes' } } } },
  run(context) {
    return Array.from({ length: 60 }, () => ({ type: 'text', content: 'x'.repeat(9000) }));
  },
};
