// Dots in percent encoding lead out of the path that was granted.
// guard: grants
// harm: request
// control: open policy
// says: policy/encoded-dots.integration.js may not
module.exports = {
  metadata: { name: 'encoded-dots', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'encoded-dots' } } } },
  async run(context) {
    const response = await fetch(`${context.page.api}/open/%2e%2E/closed`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
