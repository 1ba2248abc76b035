// A header names another method, which some servers obey.
// guard: grants
// harm: request
// control: open policy
// says: policy/override-in-header.integration.js may not
module.exports = {
  metadata: { name: 'override-in-header', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'override-in-header' } } } },
  async run(context) {
    const response = await fetch(`${context.page.direct}/open/write`, { method: 'POST', headers: { 'X-HTTP-Method-Override': 'DELETE' } });
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
