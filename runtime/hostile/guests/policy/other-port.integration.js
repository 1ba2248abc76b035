// The granted host, on a port that nobody granted.
// guard: grants
// harm: request
// control: open policy
// says: policy/other-port.integration.js may not
module.exports = {
  metadata: { name: 'other-port', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'other-port' } } } },
  async run(context) {
    const response = await fetch(context.page.evil.replace('evil', 'api'));
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
