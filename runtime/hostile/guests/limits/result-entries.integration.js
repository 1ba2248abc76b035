// The entries of one dropdown are more than a bar has room for.
// guard: the limit result_items
// harm: over
// control: limit result_items
// says: raise result_items
module.exports = {
  metadata: { name: 'result-entries', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'result-entries' } } } },
  run(context) {
    const items = Array.from({ length: 150 }, (_, i) => ({ content: `entry ${i}`, href: 'https://example.com/' }));
    return { type: 'dropdown', content: 'all of them', items };
  },
};
