// A slash in percent encoding is one for some servers.
// guard: grants
// harm: request
// control: open policy
// says: policy/encoded-slash.integration.js may not
module.exports = {
  metadata: { name: 'encoded-slash', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'encoded-slash' } } } },
  async run(context) {
    const response = await fetch(`${context.page.api}/open/..%2fclosed`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
