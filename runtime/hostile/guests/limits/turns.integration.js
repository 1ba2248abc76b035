// A run goes from turn to turn without end.
// guard: the limit turns
// harm: over
// control: limit turns
// says: limit turns
// limits: {"turns": 60}
module.exports = {
  metadata: { name: 'turns', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'turns' } } } },
  async run() {
    for (;;) await new Promise((resolve) => setTimeout(resolve, 0));
  },
};
