// The scheme in capitals is the same scheme.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"JaVaScRiPt:
// says: must be http, https or mailto
module.exports = {
  metadata: { name: 'javascript-in-capitals', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'javascript-in-capitals' } } } },
  run(context) {
    return { type: 'link', content: 'click me', href: 'JaVaScRiPt:alert(1)' };
  },
};
