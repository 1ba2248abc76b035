// A BigInt of millions of digits is turned into text again and again.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'text-of-a-big-number', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'text-of-a-big-number' } } } },
  run(context) {
    let length = 0;
    for (;;) length += (7n ** 700_000n).toString().length;
  },
};
