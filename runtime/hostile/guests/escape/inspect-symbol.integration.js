// The custom inspect function of a logged value is handed the host's own `inspect`.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: of undefined
module.exports = {
  metadata: { name: 'inspect-symbol', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'inspect-symbol' } } } },
  run(context) {
    let take;
    console.log({
      [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
        take = inspect.constructor('return process')();
        return '';
      },
    });
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
