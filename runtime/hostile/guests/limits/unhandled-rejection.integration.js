// A rejected promise that nobody awaits ends a Node server.
// guard: errors end their own run
// harm: death
// control: node
// says: nobody awaits me
module.exports = {
  metadata: { name: 'unhandled-rejection', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'unhandled-rejection' } } } },
  run(context) {
    Promise.reject(new Error('nobody awaits me'));
    return { type: 'text', content: 'fine' };
  },
};
