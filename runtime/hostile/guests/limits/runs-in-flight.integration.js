// Many contexts at once start many runs: they wait for each other.
// guard: the limit runs_in_flight
// harm: over
// control: limit runs_in_flight
// says: done
// at_once: 8
// limits: {"runs_in_flight": 1}
module.exports = {
  metadata: { name: 'runs-in-flight', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'runs-in-flight' } } } },
  async run() {
    await new Promise((resolve) => setTimeout(resolve, 10));
    return { type: 'text', content: 'done' };
  },
};
