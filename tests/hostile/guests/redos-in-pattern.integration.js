module.exports = {
  metadata: { name: 'redos-in-pattern', cache: 0, match: { contextType: 'github', context: { 'page.title': { pattern: /^((?:a+)+)!\1$/ } } } },
  run() { return []; },
};
