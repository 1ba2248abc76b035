// The diagnostic report of the process lists its environment.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'diagnostic-report', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'diagnostic-report' } } } },
  run(context) {
    const report = console.log.constructor('return process')().report.getReport();
    return { type: 'text', content: report.environmentVariables[context.page.variable] };
  },
};
