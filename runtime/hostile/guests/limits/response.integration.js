// The body of an answer is larger than allowed.
// guard: the limit response_bytes
// harm: loot
// control: limit response_bytes
// says: allowed are 3000000
// loot: got 8000000
// limits: {"response_bytes": 3000000, "frame_bytes": 20000000}
module.exports = {
  metadata: { name: 'response', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'response' } } } },
  async run(context) {
    const response = await fetch(`${context.page.direct}/open/large`);
    const { byteLength } = await response.arrayBuffer();
    return { type: 'text', content: `got ${byteLength} bytes and ${[...response.headers].length} headers` };
  },
};
