// A run changes the parsed data files that the next one is given.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// says: found undefined
// runs: 2
module.exports = {
  metadata: { name: 'data-files', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'data-files' } } } },
  run(context, secrets, dataFiles) {
    dataFiles.left ??= context.page.mark;
    return { type: 'text', content: `found ${dataFiles.left}` };
  },
};
