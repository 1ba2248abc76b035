// A link to a blob of a page's.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"blob:
// says: must be http, https or mailto
module.exports = {
  metadata: { name: 'blob-href', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'blob-href' } } } },
  run(context) {
    return { type: 'link', content: 'click me', href: 'blob:https://github.com/1' };
  },
};
