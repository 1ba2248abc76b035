// A link in the language that was once another browser's.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"vbscript:
// says: must be http, https or mailto
module.exports = {
  metadata: { name: 'vbscript-href', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'vbscript-href' } } } },
  run(context) {
    return { type: 'link', content: 'click me', href: 'vbscript:msgbox(1)' };
  },
};
