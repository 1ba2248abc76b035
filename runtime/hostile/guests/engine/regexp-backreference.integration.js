// A back reference to a group that may be anything is matched exponentially.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'regexp-backreference', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'regexp-backreference' } } } },
  run(context) {
    return [/^(?:(a|aa|aaa)\1?)+$/.test('a'.repeat(60) + '!')];
  },
};
