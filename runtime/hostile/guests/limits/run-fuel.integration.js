// A run computes a little in each of many turns.
// guard: the limit run_fuel
// harm: over
// control: limit run_fuel
// says: limit run_fuel
// limits: {"run_fuel": 60000000}
module.exports = {
  metadata: { name: 'run-fuel', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'run-fuel' } } } },
  async run() {
    for (;;) {
      for (let i = 0; i < 1e5; i++);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  },
};
