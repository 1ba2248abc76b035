// A value that the guest is given stands in the key of an item that is refused.
// guard: what leaves a run is masked
// harm: loot
// control: no mask
// says: [secret EXPOSED]
module.exports = {
  metadata: { name: 'given-in-shown-key', cache: 0, requiredSecrets: ['EXPOSED'], match: { contextType: 'github', context: { 'page.attack': { equals: 'given-in-shown-key' } } } },
  async run(context, secrets) {
    return { type: secrets.EXPOSED, content: 'x' };
  },
};
