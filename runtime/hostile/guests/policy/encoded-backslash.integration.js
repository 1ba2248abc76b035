// A backslash in percent encoding is a slash for some servers.
// guard: grants
// harm: request
// control: open policy
// says: policy/encoded-backslash.integration.js may not
module.exports = {
  metadata: { name: 'encoded-backslash', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'encoded-backslash' } } } },
  async run(context) {
    const response = await fetch(`${context.page.api}/open/..%5cclosed`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
