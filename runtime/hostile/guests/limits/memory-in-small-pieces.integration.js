// A run takes memory in small objects until there is none.
// guard: the limit memory_bytes
// harm: over
// control: limit memory_bytes
// says: limit memory_bytes
// limits: {"memory_bytes": 16777216, "turn_fuel": 4000000000, "turn_cpu_ms": 2000}
module.exports = {
  metadata: { name: 'memory-in-small-pieces', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'memory-in-small-pieces' } } } },
  run(context) {
    let kept = null;
    for (;;) kept = { kept, more: [kept, kept, kept, kept, kept, kept, kept, kept] };
  },
};
