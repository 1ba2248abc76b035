// JSON.stringify of the host is replaced for everybody.
// guard: a guest imports nothing
// harm: neighbour
// control: node
module.exports = {
  metadata: { name: 'replaced-host-function', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'replaced-host-function' } } } },
  run(context) {
    context.constructor.constructor('return JSON')().stringify = () => '{"results":[],"beside":"harmed"}';
    return [];
  },
};
