module.exports = {
  metadata: { name: 'process-by-constructor', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'process-by-constructor' } } } },
  run() { return { type: 'text', content: `pid ${this.constructor.constructor('return process')().pid}` }; },
};
