// A chain of micro-tasks that each make the next never lets a turn end.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'loop-in-microtasks', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-microtasks' } } } },
  run(context) {
    const again = () => Promise.resolve().then(again);
    return again();
  },
};
