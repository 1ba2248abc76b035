// A granted name is 0.0.0.0, which connects to this machine.
// guard: addresses are checked
// harm: loot
// control: open addresses
// says: an unspecified address
module.exports = {
  metadata: { name: 'unspecified-address', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'unspecified-address' } } } },
  async run(context) {
    const response = await fetch(`http://nowhere.test:${context.page.inside}/`);
    return { type: 'text', content: await response.text() };
  },
};
