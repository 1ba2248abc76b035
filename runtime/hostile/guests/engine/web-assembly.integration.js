// A WebAssembly module of the guest's own loops where no JavaScript engine looks.
// guard: no WebAssembly in a guest
// harm: hang
// control: node
// says: WebAssembly is not defined
module.exports = {
  metadata: { name: 'web-assembly', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'web-assembly' } } } },
  run(context) {
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 97, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11];
    new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports.a();
    return [];
  },
};
