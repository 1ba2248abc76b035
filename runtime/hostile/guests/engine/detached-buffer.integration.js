// A buffer is given away while it is copied: the copy must not read what lies there now.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'detached-buffer', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'detached-buffer' } } } },
  run(context) {
    for (;;) {
      const buffer = new ArrayBuffer(4096);
      const source = new Uint8Array(buffer).fill(7);
      const copy = new Uint8Array(4096);
      copy.set({ length: 4096, get 0() { structuredClone(buffer, { transfer: [buffer] }); return 1; } });
      if (source.length !== 0) throw new Error('still there');
    }
  },
};
