// child_process writes a file through a shell.
// guard: a guest imports nothing
// harm: witness
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'child-process', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'child-process' } } } },
  run(context) {
    const { execFileSync } = console.log.constructor('return process')().getBuiltinModule('node:child_process');
    execFileSync('/bin/sh', ['-c', `echo here > ${context.page.witness}`]);
    return { type: 'text', content: 'a program was started' };
  },
};
