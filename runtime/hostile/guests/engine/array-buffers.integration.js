// Large buffers are kept and written to.
// guard: memory of a run
// harm: memory
// control: node
// says: limit memory_bytes
module.exports = {
  metadata: { name: 'array-buffers', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'array-buffers' } } } },
  run(context) {
    const kept = [];
    for (;;) kept.push(new Uint8Array(1 << 22).fill(1));
  },
};
