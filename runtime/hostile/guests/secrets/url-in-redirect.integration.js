// A redirect that is relative to a secret URL leads to one that holds the most of it.
// guard: a secret URL is never shown
// harm: loot
// control: shown URL
// says: may not reach
module.exports = {
  metadata: { name: 'url-in-redirect', cache: 0, requiredSecrets: ['HOOK'], match: { contextType: 'github', context: { 'page.attack': { equals: 'url-in-redirect' } } } },
  async run(context, secrets) {
    const response = await fetch(secrets.HOOK);
    return { type: 'text', content: [...response.url].reverse().join('') };
  },
};
