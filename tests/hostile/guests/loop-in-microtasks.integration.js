module.exports = {
  metadata: { name: 'loop-in-microtasks', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'loop-in-microtasks' } } } },
  run() { const again = () => Promise.resolve().then(again); return again(); },
};
