// A host repeats what it was sent in a compressed answer.
// guard: answers are scrubbed
// harm: loot
// control: no scrubber
// says: the placeholder
module.exports = {
  metadata: { name: 'echo-gzip', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-gzip' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/echo-gzip`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } });
    const text = await response.text();
    if (text.includes(secrets.TOKEN)) return { type: 'text', content: 'the placeholder' };
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
