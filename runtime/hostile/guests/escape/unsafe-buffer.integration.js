// Buffer.allocUnsafe gives memory as it was left.
// guard: no memory is shared
// harm: loot
// control: node
// says: found: 
module.exports = {
  metadata: { name: 'unsafe-buffer', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'unsafe-buffer' } } } },
  run(context) {
    let found = '';
    for (let i = 0; i < 2000 && !found.includes('canary-'); i++) {
      found = Buffer.from(Buffer.allocUnsafe(64).buffer).toString('latin1');
    }
    return { type: 'text', content: `found: ${found.replace(/[^ -~]+/g, ' ')}` };
  },
};
