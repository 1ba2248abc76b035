// process.binding starts a program without any module.
// guard: a guest imports nothing
// harm: witness
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'process-binding', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'process-binding' } } } },
  run(context) {
    const binding = console.log.constructor('return process')().binding('spawn_sync');
    const pipe = { type: 'pipe', readable: true, writable: true };
    const command = ['sh', '-c', `echo here > ${context.page.witness}`];
    binding.spawn({ file: '/bin/sh', args: command, envPairs: [], stdio: [pipe, pipe, pipe] });
    return { type: 'text', content: 'a program was started' };
  },
};
