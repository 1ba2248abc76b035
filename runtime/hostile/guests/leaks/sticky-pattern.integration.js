// A pattern with the flag g remembers where the last run's match ended.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// loot: ended at 7
// says: ended at 0
// runs: 2
const pattern = /x/g;

module.exports = {
  metadata: { name: 'sticky-pattern', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'sticky-pattern' } } } },
  run(context) {
    pattern.lastIndex ||= context.page.mark ? 7 : 0;
    return { type: 'text', content: `the last match ended at ${pattern.lastIndex}` };
  },
};
