// A granted host redirects to a path of its own that nobody granted.
// guard: grants
// harm: request
// control: open policy
// says: policy/redirect-out-of-the-path.integration.js may not
module.exports = {
  metadata: { name: 'redirect-out-of-the-path', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'redirect-out-of-the-path' } } } },
  async run(context) {
    const response = await fetch(`${context.page.api}/open/redirect?to=/closed`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
