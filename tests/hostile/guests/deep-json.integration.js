module.exports = {
  metadata: { name: 'deep-json', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'deep-json' } } } },
  run() { return JSON.parse('['.repeat(1e5)); },
};
