// `this` of a timer's function is an object of the host's.
// guard: a guest imports nothing
// harm: loot
// control: node
// says: process is not defined
module.exports = {
  metadata: { name: 'this-of-a-timer', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'this-of-a-timer' } } } },
  async run(context) {
    const take = await new Promise((resolve, reject) => {
      setTimeout(function () {
        try {
          resolve(this.constructor.constructor('return process')());
        } catch (error) {
          reject(error);
        }
      }, 0);
    });
    return { type: 'text', content: take.env[context.page.variable] };
  },
};
