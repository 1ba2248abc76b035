// Nothing can ever settle the promise that it waits for.
// guard: the turn loop sees that nothing can follow
// harm: hang
// control: node
// says: waits for a promise that nothing can settle
module.exports = {
  metadata: { name: 'never-resolves', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'never-resolves' } } } },
  run(context) {
    return new Promise(() => {});
  },
};
