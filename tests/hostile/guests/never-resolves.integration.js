module.exports = {
  metadata: { name: 'never-resolves', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'never-resolves' } } } },
  run() { return new Promise(() => {}); },
};
