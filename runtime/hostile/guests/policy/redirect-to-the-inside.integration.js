// A granted host redirects to an address of this machine.
// guard: addresses are checked
// harm: loot
// control: open addresses
// says: a loopback address
module.exports = {
  metadata: { name: 'redirect-to-the-inside', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'redirect-to-the-inside' } } } },
  async run(context) {
    const response = await fetch(`${context.page.api}/open/redirect?to=${encodeURIComponent(`http://inside.test:${context.page.inside}/`)}`);
    return { type: 'text', content: await response.text() };
  },
};
