// A request is left behind by a run that does not wait for it.
// guard: grants
// harm: request
// control: open policy
// says: done
module.exports = {
  metadata: { name: 'left-behind', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'left-behind' } } } },
  async run(context) {
    fetch(`${context.page.evil}/left-behind`).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 30));
    return { type: 'text', content: 'done' };
  },
};
