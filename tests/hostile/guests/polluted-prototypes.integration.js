module.exports = {
  metadata: { name: 'polluted-prototypes', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'polluted-prototypes' } } } },
  run() { Object.prototype.toJSON = () => 1; Array.prototype.map = Array.prototype.join = () => 'x'; Promise.prototype.then = null; return [{ type: 'text', content: 'polluted' }]; },
};
