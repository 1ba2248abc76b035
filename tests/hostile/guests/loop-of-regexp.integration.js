module.exports = {
  metadata: { name: 'loop-of-regexp', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-of-regexp' } } } },
  run() { return /^(a+)+$/.test('a'.repeat(40) + '!') ? [] : []; },
};
