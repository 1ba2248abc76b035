// A host gives a cookie that logs in, and the guest reads it.
// guard: credentials that hosts give are kept
// harm: loot
// control: credentials are not kept
// says: =noisses
module.exports = {
  metadata: { name: 'cookie-of-the-host', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'cookie-of-the-host' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/cookie-given`);
    const text = response.headers.get('set-cookie') ?? '';
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
