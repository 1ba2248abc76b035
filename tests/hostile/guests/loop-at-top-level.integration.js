for (;;);
module.exports = { metadata: { name: 'loop-at-top-level', match: { contextType: 'github' } }, run() { return []; } };
