// A run changes the exports of a module that the next one requires.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: found undefined
// runs: 2
module.exports = {
  metadata: { name: 'require-cache', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'require-cache' } } } },
  run(context) {
    const shared = require('./shared.js');
    shared.left ??= context.page.mark;
    return { type: 'text', content: `found ${shared.left}` };
  },
};
