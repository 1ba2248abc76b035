// A value that the guest is given stands in a line of its log.
// guard: what leaves a run is masked
// harm: loot
// control: no mask
// says: the value is [secret EXPOSED]
module.exports = {
  metadata: { name: 'given-in-log', cache: 0, requiredSecrets: ['EXPOSED'], match: { contextType: 'github', context: { 'page.attack': { equals: 'given-in-log' } } } },
  async run(context, secrets) {
    console.log(`the value is ${secrets.EXPOSED}`);
    return { type: 'text', content: 'logged' };
  },
};
