// A host is asked again and again to repeat what it was sent, in one spelling after the other.
// guard: two answers that repeat a secret end a run
// harm: loot
// control: no scrubber
// says: which ends the run
module.exports = {
  metadata: { name: 'echo-tried-again', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'echo-tried-again' } } } },
  async run(context, secrets) {
    const found = [];
    for (const spelling of ['hex', 'percent', 'json', 'html', 'base64']) {
      try {
        found.push(await (await fetch(`${context.page.direct}/open/echo?as=${spelling}`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } })).text());
      } catch {
        // The next one, then.
      }
    }
    const text = Buffer.from(found[0] ?? '', 'hex').toString();
    return { type: 'text', content: [...text].reverse().join('') };
  },
};
