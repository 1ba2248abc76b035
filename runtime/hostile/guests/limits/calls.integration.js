// A run makes many calls at once.
// guard: the limit calls
// harm: over
// control: limit calls
// says: limit calls
// limits: {"calls": 40}
module.exports = {
  metadata: { name: 'calls', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'calls' } } } },
  run(context) {
    return Promise.all(Array.from({ length: 120 }, (_, i) => cache.get(`key ${i}`)));
  },
};
