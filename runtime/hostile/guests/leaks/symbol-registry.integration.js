// A run leaves a value behind a symbol of the registry.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: found undefined
// runs: 2
module.exports = {
  metadata: { name: 'symbol-registry', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'symbol-registry' } } } },
  run(context) {
    const key = Symbol.for('left');
    Array[key] ??= context.page.mark;
    return { type: 'text', content: `found ${Array[key]}` };
  },
};
