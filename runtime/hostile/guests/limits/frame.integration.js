// A result is more than fits into one frame.
// guard: the limit frame_bytes
// harm: over
// control: limit frame_bytes
// says: limit frame_bytes
// limits: {"frame_bytes": 200000}
module.exports = {
  metadata: { name: 'frame', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'frame' } } } },
  run(context) {
    return { type: 'text', content: 'x'.repeat(400_000) };
  },
};
