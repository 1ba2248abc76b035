const kept = new Uint8Array(20 << 20).fill(1);
module.exports = { metadata: { name: 'memory-at-top-level', match: { contextType: 'github' } }, run() { return [kept.length]; } };
