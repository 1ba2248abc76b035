// A generator delegates to itself, and each value passes through all of them.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'generator-in-itself', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'generator-in-itself' } } } },
  run(context) {
    function* deeper(level) {
      if (level > 0) yield* deeper(level - 1);
      else for (;;) yield level;
    }
    for (const value of deeper(500)) void value;
    return [];
  },
};
