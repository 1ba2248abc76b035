// Long texts are padded and joined.
// guard: memory of a run
// harm: memory
// control: node
// says: limit 
module.exports = {
  metadata: { name: 'padded-text', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'padded-text' } } } },
  run(context) {
    const kept = [];
    for (let i = 0; ; i++) kept.push(Buffer.from(String(i).padStart(1 << 24, 'x')));
  },
};
