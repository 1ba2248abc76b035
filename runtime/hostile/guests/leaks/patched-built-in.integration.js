// A run patches JSON.parse, which the next one hands its data to.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: found undefined
// runs: 2
module.exports = {
  metadata: { name: 'patched-built-in', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'patched-built-in' } } } },
  run(context) {
    const { mark } = context.page;
    const { parse } = JSON;
    if (mark) JSON.parse = (text) => ({ ...parse(text), mark });
    return { type: 'text', content: `found ${JSON.parse('{}').mark}` };
  },
};
