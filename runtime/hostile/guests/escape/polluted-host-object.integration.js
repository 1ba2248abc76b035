// toJSON on Object.prototype of the host changes what every other integration answers.
// guard: a guest imports nothing
// harm: neighbour
// control: node
// says: is not what it should be
module.exports = {
  metadata: { name: 'polluted-host-object', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'polluted-host-object' } } } },
  run(context) {
    context.constructor.prototype.toJSON = () => 'harmed';
    return [];
  },
};
