// A buffer shrinks while it is filled, and grows again: what comes back must be zeros, and the work never ends.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'shrinking-buffer', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'shrinking-buffer' } } } },
  run(context) {
    const buffer = new ArrayBuffer(1024, { maxByteLength: 1 << 20 });
    const bytes = new Uint8Array(buffer);
    for (let round = 0; ; round++) {
      bytes.fill({ valueOf() { buffer.resize(0); buffer.resize(1 << 12); return 255; } });
      if (bytes.some((byte) => byte !== 0 && byte !== 255)) return { type: 'text', content: 'memory of something else' };
    }
  },
};
