// A host repeats what it was sent in the place that it redirects to.
// guard: answers are scrubbed
// harm: loot
// control: no scrubber
// says: the placeholder
module.exports = {
  metadata: { name: 'echo-location', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-location' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/echo-location`, { ...{ headers: { Authorization: `Bearer ${secrets.TOKEN}` } }, redirect: 'manual' });
    const text = response.headers.get('location');
    if (text.includes(secrets.TOKEN)) return { type: 'text', content: 'the placeholder' };
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
