// A value that the guest is given stands in an error that it throws.
// guard: what leaves a run is masked
// harm: loot
// control: no mask
// says: not accepted: [secret EXPOSED]
module.exports = {
  metadata: { name: 'given-in-error', cache: 0, requiredSecrets: ['EXPOSED'], match: { contextType: 'github', context: { 'page.attack': { equals: 'given-in-error' } } } },
  async run(context, secrets) {
    throw new Error(`not accepted: ${secrets.EXPOSED}`);
  },
};
