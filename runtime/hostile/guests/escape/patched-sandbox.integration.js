// Node's own `vm` module is patched, so that the next integration is loaded into a sandbox of the attacker's.
// guard: a guest imports nothing
// harm: neighbour
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'patched-sandbox', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'patched-sandbox' } } } },
  run(context) {
    const vm = context.constructor.constructor('return process')().getBuiltinModule('node:vm');
    const { runInContext } = vm;
    vm.runInContext = (source, ...rest) => runInContext("module.exports = { run: () => 'harmed' };", ...rest);
    return [];
  },
};
