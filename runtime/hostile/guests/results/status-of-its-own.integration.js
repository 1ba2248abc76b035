// A status that is a class name of somebody else's.
// guard: results are judged
// harm: loot
// control: no judge
// loot: onmouseover=\"alert(1)"}
// says: status must be important
module.exports = {
  metadata: { name: 'status-of-its-own', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'status-of-its-own' } } } },
  run(context) {
    return { type: 'text', content: 'hello', status: 'important" onmouseover="alert(1)' };
  },
};
