// A timer goes on after the run has ended.
// guard: a guest imports nothing
// harm: witness
// control: node
module.exports = {
  metadata: { name: 'timer-left-behind', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'timer-left-behind' } } } },
  run(context) {
    const escape = console.log.constructor;
    setTimeout(() => escape('return process')().getBuiltinModule('node:fs').writeFileSync(context.page.witness, 'here'), 1);
    return [];
  },
};
