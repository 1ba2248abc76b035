module.exports = {
  metadata: { name: 'string-bomb', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'string-bomb' } } } },
  run() { let text = 'x'; for (;;) text += text; },
};
