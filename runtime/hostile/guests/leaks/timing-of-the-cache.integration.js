// Accesses to memory are timed, to see which of them the processor had in its cache.
// guard: time stands still in a turn
// harm: loot
// control: node
// loot: accesses differ
// says: nothing can be told apart
module.exports = {
  metadata: { name: 'timing-of-the-cache', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'timing-of-the-cache' } } } },
  run(context) {
    const memory = new Uint8Array(1 << 20);
    const times = new Set();
    for (let round = 0; round < 20; round++) {
      const began = performance.now();
      for (let i = 0; i < 10_000; i++) memory[(i * 4096) & (memory.length - 1)] += 1;
      times.add(performance.now() - began);
    }
    return { type: 'text', content: times.size > 1 ? 'accesses differ' : 'nothing can be told apart' };
  },
};
