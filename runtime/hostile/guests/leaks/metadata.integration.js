// A run leaves a value in its metadata, which outlives runs elsewhere.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: found undefined
// runs: 2
module.exports = {
  metadata: { name: 'metadata', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'metadata' } } } },
  run(context) {
    this.metadata.description ??= context.page.mark;
    return { type: 'text', content: `found ${this.metadata.description}` };
  },
};
