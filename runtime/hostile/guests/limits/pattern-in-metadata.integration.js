// A pattern of the integration's own match rule backtracks without end on a page's title.
// guard: steps of a pattern
// harm: hang
// control: node
// says: used up its steps
// page: {"title": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}
module.exports = {
  metadata: { name: 'pattern-in-metadata', cache: 0, match: { contextType: 'github', context: { 'page.title': { pattern: /^((?:a+)+)!\1$/ } } } },
  run(context) {
    return [];
  },
};
