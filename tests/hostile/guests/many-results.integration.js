module.exports = {
  metadata: { name: 'many-results', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'many-results' } } } },
  run() { return Array.from({ length: 5000 }, (_, i) => ({ type: 'text', content: `item ${i}` })); },
};
