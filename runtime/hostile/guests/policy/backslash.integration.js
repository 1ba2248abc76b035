// A backslash ends the host for browsers, and not for some parsers.
// guard: grants
// harm: request
// control: open policy
// says: policy/backslash.integration.js may not
module.exports = {
  metadata: { name: 'backslash', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'backslash' } } } },
  async run(context) {
    const response = await fetch(`${context.page.evil}\\@${new URL(context.page.api).host}/open/`);
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
