// A value that the guest is given stands in the URL of a request that fails, and so in the error.
// guard: what leaves a run is masked
// harm: loot
// control: no mask
// says: [secret EXPOSED]
module.exports = {
  metadata: { name: 'given-in-error-of-fetch', cache: 0, requiredSecrets: ['EXPOSED'], match: { contextType: 'github', context: { 'page.attack': { equals: 'given-in-error-of-fetch' } } } },
  async run(context, secrets) {
    await fetch(`http://${secrets.EXPOSED}.invalid/`);
    return [];
  },
};
