// A granted host redirects to one that nobody granted.
// guard: grants
// harm: request
// control: open policy
// says: policy/redirect.integration.js may not
module.exports = {
  metadata: { name: 'redirect', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'redirect' } } } },
  async run(context) {
    const response = await fetch(`${context.page.api}/open/redirect?to=${encodeURIComponent(context.page.evil)}`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
