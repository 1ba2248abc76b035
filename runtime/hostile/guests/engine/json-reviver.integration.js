// The engine calls a reviver from JSON.parse, and that never comes back.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'json-reviver', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'json-reviver' } } } },
  run(context) {
    let depth = 0;
    return [JSON.parse('[1]', function (key, value) { for (;;) depth++; })];
  },
};
