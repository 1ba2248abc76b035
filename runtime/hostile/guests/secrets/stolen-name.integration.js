// An integration bears the name of one that was granted a secret.
// guard: grants bind to files
// harm: request
// control: grants by name
// says: may not use the secret OTHER
module.exports = {
  metadata: { name: 'trusted', cache: 0, requiredSecrets: ['OTHER'], match: { contextType: 'github', context: { 'page.attack': { equals: 'stolen-name' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/as-another`, { headers: { Authorization: `Bearer ${secrets.OTHER}` } });
    return { type: 'text', content: `${response.status}` };
  },
};
