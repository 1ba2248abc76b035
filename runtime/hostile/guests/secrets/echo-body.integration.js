// A host repeats what it was sent in its answer.
// guard: answers are scrubbed
// harm: loot
// control: no scrubber
// says: the placeholder
module.exports = {
  metadata: { name: 'echo-body', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-body' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/echo`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } });
    const text = await response.text();
    if (text.includes(secrets.TOKEN)) return { type: 'text', content: 'the placeholder' };
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
