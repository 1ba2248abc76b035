// A request is cancelled at once, when it may have been sent already.
// guard: grants
// harm: request
// control: open policy
// says: done
module.exports = {
  metadata: { name: 'cancelled', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'cancelled' } } } },
  async run(context) {
    const controller = new AbortController();
    const sent = fetch(context.page.evil, { signal: controller.signal }).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    await sent;
    await new Promise((resolve) => setTimeout(resolve, 30));
    return { type: 'text', content: 'done' };
  },
};
