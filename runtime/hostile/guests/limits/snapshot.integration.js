// The top level of the file keeps 20 MB, which would be copied for nothing into every run.
// guard: the limit snapshot_bytes
// harm: over
// control: limit snapshot_bytes
// says: limit snapshot_bytes
const kept = new Uint8Array(20 << 20).fill(1);

module.exports = {
  metadata: { name: 'snapshot', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'snapshot' } } } },
  run(context) {
    return [kept.length];
  },
};
