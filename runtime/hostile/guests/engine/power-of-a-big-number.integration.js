// A power of two with an exponent of 2**30 - 1 takes 128 MB for one number.
// guard: memory of a run
// harm: memory
// control: node
// says: 
module.exports = {
  metadata: { name: 'power-of-a-big-number', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'power-of-a-big-number' } } } },
  run(context) {
    const kept = [];
    for (let i = 1n; ; i++) kept.push(2n ** (2n ** 29n) + i);
  },
};
