module.exports = {
  metadata: { name: 'throw-in-timer', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'throw-in-timer' } } } },
  async run() { setTimeout(() => { throw new Error('in a timer'); }, 1); await new Promise((resolve) => setTimeout(resolve, 50)); return []; },
};
