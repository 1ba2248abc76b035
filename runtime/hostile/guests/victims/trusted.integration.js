module.exports = {
  metadata: { name: 'careless', cache: 0, requiredSecrets: ['OTHER'], match: { contextType: 'github', context: { 'page.attack': { exists: true } } } },
  run(context, secrets) {
    return { type: 'text', content: `noted ${[...secrets.OTHER].reverse().join('')}` };
  },
};
