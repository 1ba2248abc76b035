// A run makes many requests at once: they wait for each other.
// guard: the limit calls_in_flight
// harm: over
// control: limit calls_in_flight
// says: 12 answers
// limits: {"calls_in_flight": 3}
module.exports = {
  metadata: { name: 'calls-in-flight', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'calls-in-flight' } } } },
  async run(context) {
    const answers = await Promise.all(Array.from({ length: 12 }, () => fetch(`${context.page.direct}/open/hello`)));
    return { type: 'text', content: `${answers.length} answers` };
  },
};
