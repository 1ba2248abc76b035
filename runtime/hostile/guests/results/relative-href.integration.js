// A link without a scheme becomes one of the page that it is shown in.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"//evil
// says: is no absolute URL
module.exports = {
  metadata: { name: 'relative-href', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'relative-href' } } } },
  run(context) {
    return { type: 'link', content: 'click me', href: '//evil.test/login' };
  },
};
