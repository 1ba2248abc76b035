// A granted host redirects to one that nobody granted, without naming a scheme.
// guard: grants
// harm: request
// control: open policy
// says: policy/redirect-without-scheme.integration.js may not
module.exports = {
  metadata: { name: 'redirect-without-scheme', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'redirect-without-scheme' } } } },
  async run(context) {
    const response = await fetch(`${context.page.api}/open/redirect?to=${encodeURIComponent(context.page.evil.slice(5))}`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
