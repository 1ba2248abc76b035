// A request that writes, where reading was granted.
// guard: grants
// harm: request
// control: open policy
// says: policy/method.integration.js may not
module.exports = {
  metadata: { name: 'method', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'method' } } } },
  async run(context) {
    const response = await fetch(`${context.page.api}/open/things`, { method: 'DELETE' });
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
