// A lookbehind with a repetition in a repetition is matched backwards, exponentially.
// guard: fuel
// harm: hang
// control: node
// says: limit turn_
module.exports = {
  metadata: { name: 'regexp-lookbehind', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'regexp-lookbehind' } } } },
  run(context) {
    return [/(?<=!(?:a+)+)x/.test(`${'a'.repeat(40)}x`)];
  },
};
