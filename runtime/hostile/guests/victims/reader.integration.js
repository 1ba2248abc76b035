module.exports = {
  metadata: { name: 'reader', cache: 0, priority: 50, match: { contextType: 'github', context: { 'page.attack': { exists: true } } } },
  async run(context) {
    return { type: 'text', content: `message of the day: ${(await cache.get('message')) ?? 'none'}` };
  },
};
