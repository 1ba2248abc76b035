// What is thrown throws again when it is looked at.
// guard: errors end their own run
// harm: death
// control: node
// says: cannot be shown
module.exports = {
  metadata: { name: 'unprintable-error', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'unprintable-error' } } } },
  run(context) {
    throw { get message() { throw this; }, toString() { throw this; } };
  },
};
