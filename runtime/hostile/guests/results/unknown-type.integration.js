// A type that the extension may know some day.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "type":"html"
// says: type must be text, link or dropdown
module.exports = {
  metadata: { name: 'unknown-type', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'unknown-type' } } } },
  run(context) {
    return { type: 'html', content: '<img src=x onerror=alert(1)>' };
  },
};
