// Results that nest so deeply that who reads them runs out of stack.
// guard: results are judged
// harm: loot
// control: no judge
// loot: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
// says: nest deeper than 64
module.exports = {
  metadata: { name: 'deep-results', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'deep-results' } } } },
  run(context) {
    let deep = 'x';
    for (let i = 0; i < 300; i++) deep = [deep];
    return [{ type: 'text', content: 'hello', more: deep }];
  },
};
