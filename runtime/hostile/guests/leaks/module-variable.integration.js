// A run leaves a value in a variable of its module.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: found undefined
// runs: 2
let left;

module.exports = {
  metadata: { name: 'module-variable', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'module-variable' } } } },
  run(context) {
    left ??= context.page.mark;
    return { type: 'text', content: `found ${left}` };
  },
};
