// A run leaves Error.prepareStackTrace, which sees the errors of the next.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: error-hook
// runs: 2
module.exports = {
  metadata: { name: 'error-hook', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'error-hook' } } } },
  run(context) {
    const { mark } = context.page;
    if (mark) Error.prepareStackTrace = () => mark;
    return { type: 'text', content: `found ${new Error('x').stack}` };
  },
};
