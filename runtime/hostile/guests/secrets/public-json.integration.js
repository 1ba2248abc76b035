// A secret is published on the granted host, in a field of JSON.
// guard: secrets have their places
// harm: loot
// control: any place
// says: sends the secret TOKEN in
module.exports = {
  metadata: { name: 'public-json', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'public-json' } } } },
  async run(context, secrets) {
    await fetch(`${context.page.direct}/open/write`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ note: secrets.TOKEN }) });
    return { type: 'text', content: 'written' };
  },
};
