module.exports = {
  metadata: { name: 'call-flood', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'call-flood' } } } },
  run() { return Promise.all(Array.from({ length: 300 }, (_, i) => cache.get(`key ${i}`))); },
};
