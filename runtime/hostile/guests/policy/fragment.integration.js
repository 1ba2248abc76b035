// The granted host stands in the fragment.
// guard: grants
// harm: request
// control: open policy
// says: policy/fragment.integration.js may not
module.exports = {
  metadata: { name: 'fragment', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'fragment' } } } },
  async run(context) {
    const response = await fetch(`${context.page.evil}#@${new URL(context.page.api).host}/open/`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
