// import() of a Node module is refused with an error of the host's.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'error-of-import', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'error-of-import' } } } },
  async run(context) {
    let thrown;
    try {
      await import('node:fs');
    } catch (error) {
      thrown = error;
    }
    const take = thrown.constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
