// A host keeps what it was sent, and gives it to a later request that carries no secret.
// guard: answers are scrubbed
// harm: loot
// control: no scrubber
// says: the placeholder
module.exports = {
  metadata: { name: 'echo-later', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-later' } } } },
  async run(context, secrets) {
    const response = await fetch(`${context.page.direct}/open/keep`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } });
    const text = await (await fetch(`${context.page.direct}/open/kept-before`)).text();
    if (text.includes(secrets.TOKEN)) return { type: 'text', content: 'the placeholder' };
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
