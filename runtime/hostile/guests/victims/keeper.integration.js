module.exports = {
  metadata: { name: 'keeper', cache: 0, match: { contextType: 'github', context: { 'page.attack': { exists: true } } } },
  async run(context) {
    if (context.page.mark) await cache.set('token', context.page.mark);
    return [];
  },
};
