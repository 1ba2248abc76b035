// A key __proto__ changes the prototype of whatever it is merged into.
// guard: results are judged
// harm: loot
// control: no judge
// loot: __proto__
// says: "content":"hello"
module.exports = {
  metadata: { name: 'own-proto-key', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'own-proto-key' } } } },
  run(context) {
    return JSON.parse('{"type": "text", "content": "hello", "__proto__": {"isAdmin": true}}');
  },
};
