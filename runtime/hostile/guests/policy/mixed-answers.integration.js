// A granted name has a public address and one of this machine.
// guard: addresses are checked
// harm: loot
// control: open addresses
// says: mixed.test
module.exports = {
  metadata: { name: 'mixed-answers', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'mixed-answers' } } } },
  async run(context) {
    const response = await fetch(`http://mixed.test:${context.page.inside}/`);
    return { type: 'text', content: await response.text() };
  },
};
