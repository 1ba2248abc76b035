// An array that is filled while it is iterated has no end.
// guard: memory of a run
// harm: memory
// control: node
// says: limit 
module.exports = {
  metadata: { name: 'array-that-grows', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'array-that-grows' } } } },
  run(context) {
    const list = [1];
    for (const one of list) list.push(one, new Array(1000).fill(one));
    return [];
  },
};
