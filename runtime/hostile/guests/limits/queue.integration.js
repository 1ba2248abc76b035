// More contexts than can wait.
// guard: the limit queue
// harm: over
// control: limit queue
// says: runs are in flight
// at_once: 8
// limits: {"runs_in_flight": 1, "queue": 3}
module.exports = {
  metadata: { name: 'queue', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'queue' } } } },
  async run() {
    await new Promise((resolve) => setTimeout(resolve, 10));
    return { type: 'text', content: 'done' };
  },
};
