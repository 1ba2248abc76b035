// structuredClone refuses a function with a DOMException of the host's.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'error-of-structured-clone', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'error-of-structured-clone' } } } },
  run(context) {
    let thrown;
    try {
      structuredClone(() => {});
    } catch (error) {
      thrown = error;
    }
    const take = thrown.constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
