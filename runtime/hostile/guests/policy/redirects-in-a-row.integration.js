// A host that nobody granted stands behind several redirects of a granted one.
// guard: grants
// harm: request
// control: open policy
// says: policy/redirects-in-a-row.integration.js may not
module.exports = {
  metadata: { name: 'redirects-in-a-row', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'redirects-in-a-row' } } } },
  async run(context) {
    let to = context.page.evil;
    for (let i = 0; i < 5; i++) to = `${context.page.api}/open/redirect?to=${encodeURIComponent(to)}`;
    return { type: 'text', content: await (await fetch(to)).text() };
  },
};
