// The contract's own answer is forged, to have shown what the judge would refuse.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"javascript:
// says: must be http, https or mailto
const { stringify } = JSON;
JSON.stringify = (value, ...rest) => stringify(value, ...rest)?.replaceAll('https://example.com/', 'javascript:alert(1)');

module.exports = {
  metadata: { name: 'forged-answer', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'forged-answer' } } } },
  run(context) {
    return { type: 'link', content: 'x', href: 'https://example.com/' };
  },
};
