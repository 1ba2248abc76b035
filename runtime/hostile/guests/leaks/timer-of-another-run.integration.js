// A timer of one run fires in the next.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: found undefined
// runs: 2
module.exports = {
  metadata: { name: 'timer-of-another-run', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'timer-of-another-run' } } } },
  async run(context) {
    const { mark } = context.page;
    if (mark) setTimeout(() => { globalThis.seen = mark; }, 0);
    else await new Promise((resolve) => setTimeout(resolve, 20));
    return { type: 'text', content: `found ${globalThis.seen}` };
  },
};
