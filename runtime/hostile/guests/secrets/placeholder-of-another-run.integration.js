// The placeholder of another run is used, which that run has shown to everybody.
// guard: placeholders are of one run
// harm: request
// control: shared placeholders
// says: answered 200
// runs: 2
// beside: ["victims/trusted.integration.js"]
module.exports = {
  metadata: { name: 'placeholder-of-another-run', cache: 0, requiredSecrets: ['TOKEN'], match: { contextType: 'github', context: { 'page.attack': { equals: 'placeholder-of-another-run' } } } },
  async run(context, secrets) {
    const [, shown] = /noted ([a-z0-9_]+)/.exec(context.page.last) ?? [];
    if (shown === undefined) return [];
    const headers = { Authorization: `Bearer ${[...shown].reverse().join('')}` };
    const response = await fetch(`${context.page.direct}/open/as-another`, { headers });
    return { type: 'text', content: `answered ${response.status}` };
  },
};
