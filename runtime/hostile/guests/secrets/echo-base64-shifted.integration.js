// A host repeats what it was sent in base64, behind one byte of something else.
// guard: answers are scrubbed
// harm: loot
// control: no scrubber
// says: repeats the secret TOKEN
module.exports = {
  metadata: { name: 'echo-base64-shifted', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-base64-shifted' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/echo?as=base64-1`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } });
    const text = atob(await response.text());
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
