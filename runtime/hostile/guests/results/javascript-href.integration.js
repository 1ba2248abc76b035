// A link that is a program of its own.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"javascript:
// says: must be http, https or mailto
module.exports = {
  metadata: { name: 'javascript-href', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'javascript-href' } } } },
  run(context) {
    return { type: 'link', content: 'click me', href: 'javascript:alert(document.cookie)' };
  },
};
