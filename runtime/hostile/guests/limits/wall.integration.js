// A run waits for ever, and wakes now and then.
// guard: the limit wall_ms
// harm: over
// control: limit wall_ms
// says: limit wall_ms
// limits: {"wall_ms": 300}
module.exports = {
  metadata: { name: 'wall', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'wall' } } } },
  run(context) {
    return new Promise(() => setInterval(() => {}, 20));
  },
};
