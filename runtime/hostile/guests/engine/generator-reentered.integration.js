// A generator that is running is asked for its next value, and asks again for ever.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'generator-reentered', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'generator-reentered' } } } },
  run(context) {
    const generator = (function* () {
      for (;;) {
        try {
          generator.next();
        } catch {
          yield 1;
        }
      }
    })();
    for (;;) generator.next();
  },
};
