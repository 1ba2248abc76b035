// A replacement that makes its own text longer is done again and again.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'regexp-replace', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'regexp-replace' } } } },
  run(context) {
    let text = 'a';
    for (;;) text = text.replace(/a/g, 'aa').slice(0, 1000);
  },
};
