// A granted name is an address of this machine.
// guard: addresses are checked
// harm: loot
// control: open addresses
// says: a loopback address
module.exports = {
  metadata: { name: 'name-of-the-inside', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'name-of-the-inside' } } } },
  async run(context) {
    const response = await fetch(`http://inside.test:${context.page.inside}/`);
    return { type: 'text', content: await response.text() };
  },
};
