// An integration declares that it needs a secret that nobody granted.
// guard: a wish is no grant
// harm: request
// control: grants by wish
// says: may not use the secret OTHER
module.exports = {
  metadata: { name: 'own-wish', cache: 0, requiredSecrets: ['OTHER'], permissions: { secrets: ['OTHER'] }, match: { contextType: 'github', context: { 'page.attack': { equals: 'own-wish' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/as-another`, { headers: { Authorization: `Bearer ${secrets.OTHER}` } });
    return { type: 'text', content: `${response.status}` };
  },
};
