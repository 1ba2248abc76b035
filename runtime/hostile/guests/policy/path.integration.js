// A request beside the path that was granted.
// guard: grants
// harm: request
// control: open policy
// says: policy/path.integration.js may not
module.exports = {
  metadata: { name: 'path', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'path' } } } },
  async run(context) {
    const response = await fetch(`${context.page.api}/closed`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
