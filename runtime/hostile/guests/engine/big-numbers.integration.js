// A BigInt is squared until it has no room.
// guard: fuel
// harm: hang
// control: node
// says: BigInt is too large
module.exports = {
  metadata: { name: 'big-numbers', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'big-numbers' } } } },
  run(context) {
    let number = 3n;
    for (;;) number = number > 2n ** 4_000_000n ? 3n : number * number;
  },
};
