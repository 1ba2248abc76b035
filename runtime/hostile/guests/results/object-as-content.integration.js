// An object in the place of a text, as frameworks take for an element.
// guard: results are judged
// harm: loot
// control: no judge
// loot: react.element
// says: content must be a string
module.exports = {
  metadata: { name: 'object-as-content', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'object-as-content' } } } },
  run(context) {
    return { type: 'text', content: { $$typeof: 'react.element', type: 'script', props: {} } };
  },
};
