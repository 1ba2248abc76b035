// A run leaves a getter on Object.prototype that the next one's objects have.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: found undefined
// runs: 2
module.exports = {
  metadata: { name: 'object-prototype', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'object-prototype' } } } },
  run(context) {
    const { mark } = context.page;
    if (mark) Object.defineProperty(Object.prototype, 'left', { get: () => mark });
    return { type: 'text', content: `found ${{}.left}` };
  },
};
