// A turn computes for ever inside of one call of a function that is not JavaScript.
// guard: the limit turn_fuel
// harm: over
// control: limit turn_fuel
// says: limit turn_fuel
// limits: {"turn_fuel": 50000000}
const crypto = require('crypto');

module.exports = {
  metadata: { name: 'turn-fuel-in-native-code', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'turn-fuel-in-native-code' } } } },
  run(context) {
    return crypto.pbkdf2Sync('password', 'salt', 1e8, 32, 'sha256').toString('hex');
  },
};
