// What a program finds on its global object besides the language itself.
const turn = require("./turn");
const timers = require("./timers");

timers.whileLoading(turn.isLoading);

const { Buffer } = require("./node/buffer");
const { console, logger } = require("./console");
const { crypto, Crypto, CryptoKey, SubtleCrypto } = require("./webcrypto");

const defined = {
  global: globalThis,
  self: globalThis,
  Buffer,
  console,
  logger,
  crypto,
  Crypto,
  CryptoKey,
  SubtleCrypto,
  ...require("./web"),
};
for (const name of ["setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate"]) {
  defined[name] = timers[name];
}
for (const [name, value] of Object.entries(defined)) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
require("./intl/install").install(globalThis);
