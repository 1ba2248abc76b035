// A number in the place of a link.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":1e+21
// says: href must be a string
module.exports = {
  metadata: { name: 'number-as-href', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'number-as-href' } } } },
  run(context) {
    return { type: 'link', content: 'hello', href: 1e21 };
  },
};
