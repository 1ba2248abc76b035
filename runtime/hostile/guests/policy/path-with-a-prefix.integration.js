// A path that begins like the one that was granted.
// guard: grants
// harm: request
// control: open policy
// says: policy/path-with-a-prefix.integration.js may not
module.exports = {
  metadata: { name: 'path-with-a-prefix', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'path-with-a-prefix' } } } },
  async run(context) {
    const response = await fetch(`${context.page.api}/opened`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
