// A run leaves a value in a global variable for the next.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: found undefined
// runs: 2
module.exports = {
  metadata: { name: 'global-variable', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'global-variable' } } } },
  run(context) {
    globalThis.left ??= context.page.mark;
    return { type: 'text', content: `found ${globalThis.left}` };
  },
};
