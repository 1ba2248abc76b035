// A value that the guest is given stands in its result.
// guard: what leaves a run is masked
// harm: loot
// control: no mask
// says: the value is [secret EXPOSED]
module.exports = {
  metadata: { name: 'given-in-result', cache: 0, requiredSecrets: ['EXPOSED'], match: { contextType: 'github', context: { 'page.attack': { equals: 'given-in-result' } } } },
  async run(context, secrets) {
    return { type: 'text', content: `the value is ${secrets.EXPOSED}` };
  },
};
