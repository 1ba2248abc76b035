module.exports = {
  metadata: { name: 'unprintable-error', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'unprintable-error' } } } },
  run() { throw { get message() { throw this; }, toString() { throw this; } }; },
};
