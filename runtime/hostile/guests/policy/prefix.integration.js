// A host whose name begins like the granted one.
// guard: grants
// harm: request
// control: open policy
// says: policy/prefix.integration.js may not
module.exports = {
  metadata: { name: 'prefix', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'prefix' } } } },
  async run(context) {
    const response = await fetch(context.page.evil.replace('evil', 'api.test.evil'));
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
