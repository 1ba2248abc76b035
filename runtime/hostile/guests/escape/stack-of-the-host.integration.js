// The stack of an error names the host's files.
// guard: a guest imports nothing
// harm: loot
// control: node
// loot: node_vm.mjs
// says: skerry:contract
module.exports = {
  metadata: { name: 'stack-of-the-host', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'stack-of-the-host' } } } },
  run(context) {
    return { type: 'text', content: new Error('where am I?').stack };
  },
};
