// A form names another method, which some frameworks obey.
// guard: grants
// harm: request
// control: open policy
// says: policy/override-in-form.integration.js may not
module.exports = {
  metadata: { name: 'override-in-form', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'override-in-form' } } } },
  async run(context) {
    const response = await fetch(`${context.page.direct}/open/write`, { method: 'POST', body: new URLSearchParams({ _method: 'delete' }) });
    return { type: 'text', content: `${response.status} ${await response.text()}` };
  },
};
