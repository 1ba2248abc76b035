// A host repeats what it was sent in the URL that it redirects to, and that is shown as the answer's.
// guard: answers are scrubbed
// harm: loot
// control: no scrubber
// says: in the URL's query
module.exports = {
  metadata: { name: 'echo-url', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-url' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/echo-location`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } });
    const text = response.url;
    if (text.includes(secrets.TOKEN)) return { type: 'text', content: 'the placeholder' };
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
