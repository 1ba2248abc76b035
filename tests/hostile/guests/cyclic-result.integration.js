module.exports = {
  metadata: { name: 'cyclic-result', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'cyclic-result' } } } },
  run() { const item = { type: 'text' }; item.content = item; return item; },
};
