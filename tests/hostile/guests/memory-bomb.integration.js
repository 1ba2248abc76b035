module.exports = {
  metadata: { name: 'memory-bomb', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'memory-bomb' } } } },
  run() { const kept = []; for (;;) kept.push(new Uint8Array(1 << 20)); },
};
