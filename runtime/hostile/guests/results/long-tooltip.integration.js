// A tooltip that fills the page.
// guard: results are judged
// harm: loot
// control: no judge
// loot: a long tooltip a long tooltip a long tooltip a long tooltip a long tooltip a long tooltip a long tooltip
// says: 1-500 are allowed
module.exports = {
  metadata: { name: 'long-tooltip', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'long-tooltip' } } } },
  run(context) {
    return { type: 'text', content: 'hello', tooltip: 'a long tooltip '.repeat(100) };
  },
};
