// Atomics.wait stops the thread that it is called in.
// guard: no threads and no shared memory
// harm: hang
// control: node
// says: 
module.exports = {
  metadata: { name: 'waiting-for-memory', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'waiting-for-memory' } } } },
  run(context) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    return [];
  },
};
