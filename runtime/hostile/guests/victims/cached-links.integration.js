module.exports = {
  metadata: { name: 'cached-links', cache: 300, priority: 50, match: { contextType: 'github', context: { 'page.attack': { exists: true } } } },
  async run(context) {
    return { type: 'text', content: `links for ${context.page.attack}` };
  },
};
