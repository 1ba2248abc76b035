// A listener for uncaught errors keeps code of the guest in the process after its run.
// guard: a guest imports nothing
// harm: witness
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'listener-left-behind', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'listener-left-behind' } } } },
  run(context) {
    const process = console.log.constructor('return process')();
    process.on('exit', () => process.getBuiltinModule('node:fs').writeFileSync(context.page.witness, 'here'));
    return [];
  },
};
