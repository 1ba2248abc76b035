module.exports = {
  metadata: { name: 'process-by-host-error', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'process-by-host-error' } } } },
  run(context) { return { type: 'text', content: `pid ${context.constructor.constructor('return process')().pid}` }; },
};
