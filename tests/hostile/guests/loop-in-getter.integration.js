module.exports = {
  metadata: { name: 'loop-in-getter', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-getter' } } } },
  run() { return { type: 'text', get content() { for (;;); } }; },
};
