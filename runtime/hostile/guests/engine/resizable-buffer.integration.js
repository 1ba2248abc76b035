// A buffer grows while it is being filled.
// guard: memory of a run
// harm: memory
// control: node
// says: 
module.exports = {
  metadata: { name: 'resizable-buffer', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'resizable-buffer' } } } },
  run(context) {
    const buffer = new ArrayBuffer(1 << 20, { maxByteLength: 2 ** 31 });
    const bytes = new Uint8Array(buffer);
    for (let size = buffer.byteLength; ; size *= 2) {
      bytes.fill({ valueOf() { buffer.resize(Math.min(size, 2 ** 31)); return 1; } });
      bytes.fill(1);
    }
  },
};
