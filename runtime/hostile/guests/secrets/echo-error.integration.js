// A host repeats what it was sent in the page for an error.
// guard: answers are scrubbed
// harm: loot
// control: no scrubber
// says: the placeholder
module.exports = {
  metadata: { name: 'echo-error', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-error' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/echo?status=500+Internal+Server+Error`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } });
    const text = await response.text();
    if (text.includes(secrets.TOKEN)) return { type: 'text', content: 'the placeholder' };
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
