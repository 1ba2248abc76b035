// Keys that a careless view might hand to an element.
// guard: results are judged
// harm: loot
// control: no judge
// loot: onclick
// says: "content":"hello"
module.exports = {
  metadata: { name: 'handlers', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'handlers' } } } },
  run(context) {
    return { type: 'text', content: 'hello', onclick: 'alert(1)', dangerouslySetInnerHTML: { __html: '<script>' } };
  },
};
