// A host repeats what it was sent in the base64 of URLs.
// guard: answers are scrubbed
// harm: loot
// control: no scrubber
// says: repeats the secret TOKEN
module.exports = {
  metadata: { name: 'echo-base64url', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-base64url' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/echo?as=base64url`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } });
    const text = Buffer.from(await response.text(), 'base64url').toString('latin1');
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
