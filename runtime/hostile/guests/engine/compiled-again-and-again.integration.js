// Source text is compiled again and again, and kept.
// guard: fuel
// harm: hang
// control: node
// says: limit 
module.exports = {
  metadata: { name: 'compiled-again-and-again', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'compiled-again-and-again' } } } },
  run(context) {
    const kept = [];
    for (let i = 0; ; i++) kept.push(new Function(`${'x = [1, 2, 3]; '.repeat(3000)} return ${i};`));
  },
};
