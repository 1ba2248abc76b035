module.exports = {
  metadata: { name: 'waits-for-ever', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'waits-for-ever' } } } },
  run() { return new Promise(() => setInterval(() => {}, 50)); },
};
