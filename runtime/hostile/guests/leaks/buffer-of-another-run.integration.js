// Buffer.allocUnsafe gives memory that a run has used before.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: found 
// runs: 2
let pool;

module.exports = {
  metadata: { name: 'buffer-of-another-run', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'buffer-of-another-run' } } } },
  run(context) {
    const { mark } = context.page;
    if (mark) {
      pool ??= Buffer.allocUnsafe(64);
      pool.write(mark);
    }
    return { type: 'text', content: `found ${pool ?? Buffer.allocUnsafe(64)}` };
  },
};
