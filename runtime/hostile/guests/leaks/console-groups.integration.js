// A group of the console that a run leaves open indents the lines of the next.
// guard: a fresh instance for each run
// harm: loot
// control: one instance
// loot: '  line of run 2'
// says: 'line of run 2'
// runs: 2
module.exports = {
  metadata: { name: 'console-groups', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'console-groups' } } } },
  run(context) {
    if (context.page.mark) console.group('open');
    console.log('line of run', context.page.run);
    return [];
  },
};
