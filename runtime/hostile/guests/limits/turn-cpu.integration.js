// A turn computes for ever, and its fuel would last for a long time.
// guard: the limit turn_cpu_ms
// harm: over
// control: limit turn_cpu_ms
// says: limit turn_cpu_ms
// limits: {"turn_cpu_ms": 30, "turn_fuel": 8000000000}
module.exports = {
  metadata: { name: 'turn-cpu', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'turn-cpu' } } } },
  run(context) {
    for (;;);
  },
};
