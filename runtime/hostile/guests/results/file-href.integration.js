// A link to a file of the reader's.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"file:
// says: must be http, https or mailto
module.exports = {
  metadata: { name: 'file-href', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'file-href' } } } },
  run(context) {
    return { type: 'link', content: 'click me', href: 'file:///etc/passwd' };
  },
};
