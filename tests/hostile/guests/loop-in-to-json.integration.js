module.exports = {
  metadata: { name: 'loop-in-to-json', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-to-json' } } } },
  run() { return { toJSON() { for (;;); } }; },
};
