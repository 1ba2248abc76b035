module.exports = {
  metadata: { name: 'unhandled-rejection', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'unhandled-rejection' } } } },
  run() { Promise.reject(new Error('nobody awaits me')); return { type: 'text', content: 'fine' }; },
};
