// A header of proxies names another site of the granted host's, which some servers believe.
// guard: headers of the host's own
// harm: request
// control: node
// says: hello
module.exports = {
  metadata: { name: 'forwarded-host', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'forwarded-host' } } } },
  async run(context) {
    const response = await fetch(`${context.page.direct}/open/hello`, { headers: { 'X-Forwarded-Host': 'intranet.test' } });
    return { type: 'text', content: await response.text() };
  },
};
