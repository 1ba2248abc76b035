// The top level of the file computes for a long time, and its fuel would last.
// guard: the limit load_cpu_ms
// harm: over
// control: limit load_cpu_ms
// says: limit load_cpu_ms
// limits: {"load_cpu_ms": 300}
for (let i = 0; i < 15e6; i++);

module.exports = {
  metadata: { name: 'load-cpu', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'load-cpu' } } } },
  run(context) {
    return [];
  },
};
