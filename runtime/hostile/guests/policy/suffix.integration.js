// A host whose name ends like the granted one.
// guard: grants
// harm: request
// control: open policy
// says: policy/suffix.integration.js may not
module.exports = {
  metadata: { name: 'suffix', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'suffix' } } } },
  async run(context) {
    const response = await fetch(context.page.api.replace('api', 'not-api') + '/open/');
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
