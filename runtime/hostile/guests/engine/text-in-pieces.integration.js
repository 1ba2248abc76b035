// A long text is split into its characters.
// guard: memory of a run
// harm: memory
// control: node
// says: limit 
module.exports = {
  metadata: { name: 'text-in-pieces', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'text-in-pieces' } } } },
  run(context) {
    const kept = [];
    for (let i = 0; ; i++) kept.push(`${i}${'x'.repeat(1 << 20)}`.split(''));
  },
};
