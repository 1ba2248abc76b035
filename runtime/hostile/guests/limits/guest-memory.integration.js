// Many runs take their memory at the same time.
// guard: the limit guest_memory_bytes
// harm: over
// control: limit guest_memory_bytes
// says: limit guest_memory_bytes
// at_once: 4
// limits: {"guest_memory_bytes": 50331648, "runs_in_flight": 8}
module.exports = {
  metadata: { name: 'guest-memory', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'guest-memory' } } } },
  async run() {
    const kept = new Uint8Array(10 << 20).fill(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { type: 'text', content: `kept ${kept.length}` };
  },
};
