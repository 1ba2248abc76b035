// A request to a host that nobody granted.
// guard: grants
// harm: request
// control: open policy
// says: policy/host.integration.js may not
module.exports = {
  metadata: { name: 'host', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'host' } } } },
  async run(context) {
    const response = await fetch(`${context.page.evil}/`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
