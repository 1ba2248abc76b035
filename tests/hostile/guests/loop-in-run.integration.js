module.exports = {
  metadata: { name: 'loop-in-run', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-run' } } } },
  run() { for (;;); },
};
