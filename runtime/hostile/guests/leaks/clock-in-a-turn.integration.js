// A computation is timed: how long it takes tells what others do on the machine.
// guard: time stands still in a turn
// harm: loot
// control: node
// loot: the clock moved
// says: the clock stood still
module.exports = {
  metadata: { name: 'clock-in-a-turn', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'clock-in-a-turn' } } } },
  run(context) {
    const began = Date.now();
    for (let i = 0; i < 3e5; i++);
    return { type: 'text', content: Date.now() === began ? 'the clock stood still' : 'the clock moved' };
  },
};
