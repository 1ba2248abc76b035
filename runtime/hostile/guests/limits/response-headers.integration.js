// An answer has more headers than allowed.
// guard: the limit response_headers
// harm: loot
// control: limit response_headers
// says: raise response_headers
// loot: and 301 headers
module.exports = {
  metadata: { name: 'response-headers', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'response-headers' } } } },
  async run(context) {
    const response = await fetch(`${context.page.direct}/open/headers`);
    const { byteLength } = await response.arrayBuffer();
    return { type: 'text', content: `got ${byteLength} bytes and ${[...response.headers].length} headers` };
  },
};
