// The stack overflows inside of a host function: the RangeError is of the host's realm.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'host-error-of-overflow', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'host-error-of-overflow' } } } },
  run(context) {
    let thrown;
    const deeper = () => {
      new URL('https://example.com/');
      deeper();
    };
    try {
      deeper();
    } catch (error) {
      thrown = error;
    }
    const take = thrown.constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
