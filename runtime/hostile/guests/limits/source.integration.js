// The file requires more source than may be loaded.
// guard: the limit source_bytes
// harm: over
// control: limit source_bytes
// says: limit source_bytes
// limits: {"source_bytes": 20000}
const [text] = require('./source.json');

module.exports = {
  metadata: { name: 'source', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'source' } } } },
  run(context) {
    return [text.length];
  },
};
