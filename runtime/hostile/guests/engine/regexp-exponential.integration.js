// A pattern with a repetition in a repetition tries exponentially many ways.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'regexp-exponential', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'regexp-exponential' } } } },
  run(context) {
    return [/^(a+)+$/.test('a'.repeat(40) + '!')];
  },
};
