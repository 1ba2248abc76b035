// Errors with stacks of any length are made in deep recursion.
// guard: fuel
// harm: hang
// control: node
// says: limit 
module.exports = {
  metadata: { name: 'stack-traces', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'stack-traces' } } } },
  run(context) {
    Error.stackTraceLimit = Infinity;
    const kept = [];
    const deeper = (level) => {
      kept.push(new Error('x').stack + level);
      deeper(level + 1);
    };
    for (;;) {
      try {
        deeper(0);
      } catch {
        // Once more.
      }
    }
  },
};
