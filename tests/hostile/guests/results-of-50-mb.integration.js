module.exports = {
  metadata: { name: 'results-of-50-mb', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'results-of-50-mb' } } } },
  run() { return { type: 'text', content: 'x'.repeat(50 << 20) }; },
};
