// An address of this machine is written as one number, in octal, in hex, and short.
// guard: addresses are checked
// harm: loot
// control: open addresses
// says: a loopback address
module.exports = {
  metadata: { name: 'addresses-as-numbers', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'addresses-as-numbers' } } } },
  async run(context) {
    const forms = ['2130706433', '017700000001', '0x7f.1', '127.1', '0177.0.0.1', '0x7f000001'];
    const found = [];
    for (const form of forms) {
      found.push(await fetch(`http://${form}:${context.page.inside}/`).then((response) => response.text(), (error) => error.message));
    }
    return { type: 'text', content: found.join(' ') };
  },
};
