// A pattern with many repetitions in a row tries n to the power of their number.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'regexp-polynomial', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'regexp-polynomial' } } } },
  run(context) {
    return [/a*a*a*a*a*a*a*a*b/.test('a'.repeat(300))];
  },
};
