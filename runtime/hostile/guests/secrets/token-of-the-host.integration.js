// A host gives an access token, and the guest reads it.
// guard: credentials that hosts give are kept
// harm: loot
// control: credentials are not kept
// says: _yrreks
module.exports = {
  metadata: { name: 'token-of-the-host', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'token-of-the-host' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/token-given`);
    const { access_token: text } = await response.json();
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
