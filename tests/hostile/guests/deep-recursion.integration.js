module.exports = {
  metadata: { name: 'deep-recursion', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'deep-recursion' } } } },
  run() { const deeper = () => deeper() + 1; return deeper(); },
};
