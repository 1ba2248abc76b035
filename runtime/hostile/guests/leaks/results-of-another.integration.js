// An integration with the match rules of another one fills the results cache for both.
// guard: the key of results holds the integration, and types
// harm: loot
// control: shared keys
// beside: ["victims/cached-links.integration.js"]
// loot: "content":"poisoned"},{"type":"text","content":"poisoned"
// says: links for results-of-another
// runs: 2
module.exports = {
  metadata: { name: 'results-of-another', cache: 300, match: { contextType: 'github', context: { 'page.attack': { exists: true } } } },
  run(context) {
    return { type: 'text', content: 'poisoned' };
  },
};
