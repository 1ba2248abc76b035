// process.exit ends the server.
// guard: a guest imports nothing
// harm: death
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'exit-of-the-process', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'exit-of-the-process' } } } },
  run(context) {
    console.log.constructor('return process')().exit(7);
    return { type: 'text', content: 'still here' };
  },
};
