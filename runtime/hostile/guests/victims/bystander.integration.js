module.exports = {
  metadata: { name: 'bystander', cache: 0, priority: 1, match: { contextType: 'github', context: { 'page.attack': { exists: true } } } },
  run(context) {
    return { type: 'text', content: `beside ${context.page.attack}` };
  },
};
