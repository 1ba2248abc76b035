module.exports = {
  metadata: { name: 'loop-after-await', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-after-await' } } } },
  async run() { await null; for (;;); },
};
