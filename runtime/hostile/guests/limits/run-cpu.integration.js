// A run computes a little in each of many turns, and its fuel would last for a long time.
// guard: the limit run_cpu_ms
// harm: over
// control: limit run_cpu_ms
// says: limit run_cpu_ms
// limits: {"run_cpu_ms": 40, "run_fuel": 40000000000}
module.exports = {
  metadata: { name: 'run-cpu', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'run-cpu' } } } },
  async run() {
    for (;;) {
      for (let i = 0; i < 1e5; i++);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  },
};
