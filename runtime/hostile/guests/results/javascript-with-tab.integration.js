// A browser drops a tab inside of a scheme.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"java
// says: a tab or a line break
module.exports = {
  metadata: { name: 'javascript-with-tab', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'javascript-with-tab' } } } },
  run(context) {
    return { type: 'link', content: 'click me', href: 'java\tscript:alert(1)' };
  },
};
