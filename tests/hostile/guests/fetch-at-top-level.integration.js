const answer = fetch('https://example.com/');
module.exports = { metadata: { name: 'fetch-at-top-level', match: { contextType: 'github' } }, run: () => answer.then(() => []) };
