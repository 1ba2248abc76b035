module.exports = {
  metadata: { name: 'throw-null', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'throw-null' } } } },
  run() { throw null; },
};
