// A text is doubled until it does not fit, and its parts are kept.
// guard: memory of a run
// harm: memory
// control: node
// says: limit 
module.exports = {
  metadata: { name: 'text-that-doubles', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'text-that-doubles' } } } },
  run(context) {
    const kept = [];
    let text = 'x';
    for (;;) {
      kept.push(Buffer.from(text));
      if (text.length < 1 << 24) text += text;
    }
  },
};
