// process.abort ends the server with a signal.
// guard: a guest imports nothing
// harm: death
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'abort-of-the-process', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'abort-of-the-process' } } } },
  run(context) {
    console.log.constructor('return process')().abort();
    return { type: 'text', content: 'still here' };
  },
};
