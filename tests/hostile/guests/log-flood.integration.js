module.exports = {
  metadata: { name: 'log-flood', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'log-flood' } } } },
  run() { for (let i = 0; i < 2e5; i++) console.log(`line ${i}`); return []; },
};
