// Another name of the granted host's address is another host.
// guard: grants
// harm: request
// control: open policy
// says: policy/other-name.integration.js may not
module.exports = {
  metadata: { name: 'other-name', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'other-name' } } } },
  async run(context) {
    const response = await fetch(context.page.api.replace('api', 'other') + '/open/');
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
