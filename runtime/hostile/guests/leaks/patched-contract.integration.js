// A run patches what the contract itself uses, to see the context of the next.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: found undefined
// runs: 2
module.exports = {
  metadata: { name: 'patched-contract', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'patched-contract' } } } },
  async run(context) {
    const { mark } = context.page;
    if (mark) {
      const { then } = Promise.prototype;
      Promise.prototype.then = function (...handlers) {
        globalThis.seen = mark;
        return then.apply(this, handlers);
      };
    }
    await null;
    await Promise.resolve().then(() => {});
    return { type: 'text', content: `found ${globalThis.seen}` };
  },
};
