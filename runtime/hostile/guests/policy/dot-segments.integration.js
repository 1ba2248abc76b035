// Dots lead out of the path that was granted.
// guard: grants
// harm: request
// control: open policy
// says: policy/dot-segments.integration.js may not
module.exports = {
  metadata: { name: 'dot-segments', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'dot-segments' } } } },
  async run(context) {
    const response = await fetch(`${context.page.api}/open/../closed`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
