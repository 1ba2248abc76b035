// A granted name is public at first, and an address of this machine a moment later.
// guard: addresses are checked
// harm: loot
// control: open addresses
// says: a loopback address
module.exports = {
  metadata: { name: 'moving-name', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'moving-name' } } } },
  async run(context) {
    const url = `http://moving.test:${context.page.inside}/`;
    const first = await fetch(url, { signal: AbortSignal.timeout(50) }).catch((error) => error.name);
    const response = await fetch(url);
    return { type: 'text', content: await response.text() };
  },
};
