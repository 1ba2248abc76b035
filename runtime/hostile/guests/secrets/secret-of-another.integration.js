// An integration asks for the secret of another one.
// guard: secrets are granted to files
// harm: request
// control: all secrets
// says: may not use the secret OTHER
module.exports = {
  metadata: { name: 'secret-of-another', cache: 0, requiredSecrets: ['OTHER'], match: { contextType: 'github', context: { 'page.attack': { equals: 'secret-of-another' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/as-another`, { headers: { Authorization: `Bearer ${secrets.OTHER}` } });
    return { type: 'text', content: `${response.status}` };
  },
};
