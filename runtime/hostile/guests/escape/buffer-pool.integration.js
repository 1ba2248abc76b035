// A small Buffer is a view into memory that Buffers of the host have used.
// guard: no memory is shared
// harm: loot
// control: node
// says: found: x
module.exports = {
  metadata: { name: 'buffer-pool', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'buffer-pool' } } } },
  run(context) {
    const whole = Buffer.from(Buffer.from('x').buffer).toString('latin1');
    return { type: 'text', content: `found: ${whole.replace(/[^ -~]+/g, ' ')}` };
  },
};
