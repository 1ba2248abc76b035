// A link to a page of the browser's extensions.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"chrome-extension:
// says: must be http, https or mailto
module.exports = {
  metadata: { name: 'extension-href', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'extension-href' } } } },
  run(context) {
    return { type: 'link', content: 'click me', href: 'chrome-extension://abc/options.html' };
  },
};
