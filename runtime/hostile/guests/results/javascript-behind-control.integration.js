// A browser drops control characters before a scheme.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"\u0001
// says: white space at an end
module.exports = {
  metadata: { name: 'javascript-behind-control', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'javascript-behind-control' } } } },
  run(context) {
    return { type: 'link', content: 'click me', href: '\u0001javascript:alert(1)' };
  },
};
