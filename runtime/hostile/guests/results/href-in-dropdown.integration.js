// The link of an entry in a dropdown is a program.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"javascript:
// says: items 1: href
module.exports = {
  metadata: { name: 'href-in-dropdown', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'href-in-dropdown' } } } },
  run(context) {
    return { type: 'dropdown', content: 'more', items: [{ content: 'first', href: 'javascript:alert(1)' }] };
  },
};
