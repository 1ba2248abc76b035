// A run logs more than anybody reads.
// guard: the limit log_bytes
// harm: over
// control: limit log_bytes
// says: limit log_bytes
module.exports = {
  metadata: { name: 'log-bytes', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'log-bytes' } } } },
  run(context) {
    for (let i = 0; i < 150; i++) console.log('x'.repeat(1000));
    return [];
  },
};
