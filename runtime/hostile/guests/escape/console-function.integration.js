// A function of the console is the host's, and so is its constructor.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'console-function', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'console-function' } } } },
  run(context) {
    const take = console.log.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
