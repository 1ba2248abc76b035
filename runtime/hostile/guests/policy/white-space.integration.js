// Tabs and line breaks in a URL are dropped, and hide a host from who compares texts.
// guard: grants
// harm: request
// control: open policy
// says: policy/white-space.integration.js may not
module.exports = {
  metadata: { name: 'white-space', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'white-space' } } } },
  async run(context) {
    const response = await fetch(context.page.evil.replace('evil', 'e\tv\nil'));
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
