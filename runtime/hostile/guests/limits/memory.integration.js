// A run takes memory until there is none.
// guard: the limit memory_bytes
// harm: over
// control: limit memory_bytes
// says: limit memory_bytes
module.exports = {
  metadata: { name: 'memory', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'memory' } } } },
  run(context) {
    const kept = [];
    for (;;) kept.push(new Uint8Array(1 << 20));
  },
};
