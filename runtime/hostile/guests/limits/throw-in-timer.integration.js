// An error thrown in a timer ends a Node server.
// guard: errors end their own run
// harm: death
// control: node
// says: in a timer
module.exports = {
  metadata: { name: 'throw-in-timer', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'throw-in-timer' } } } },
  async run() {
    setTimeout(() => { throw new Error('in a timer'); }, 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return [];
  },
};
