// A timer with text in place of a function throws an error of the host's.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'error-of-a-string-timer', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'error-of-a-string-timer' } } } },
  run(context) {
    let thrown;
    try {
      setTimeout('1', 0);
    } catch (error) {
      thrown = error;
    }
    const take = thrown.constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
