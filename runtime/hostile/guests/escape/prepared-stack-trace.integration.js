// Error.prepareStackTrace is handed the host's frames.
// guard: a guest imports nothing
// harm: loot
// control: node
// loot: node_vm.mjs
// says: ./escape/prepared
module.exports = {
  metadata: { name: 'prepared-stack-trace', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'prepared-stack-trace' } } } },
  run(context) {
    Error.prepareStackTrace = (error, frames) => frames.map((frame) => `${frame.getFileName()} ${frame.getFunctionName()}`).join();
    return { type: 'text', content: new Error('where am I?').stack };
  },
};
