// CryptoKey: what may be done with a secret. The secret itself is reached with `secretOf`, by this folder only.
const { expose, inspectAs } = require("../webidl");
const { failure } = require("./algorithms");

const CONSTRUCT = {}; // CryptoKey has no public constructor

let secretOf;

class CryptoKey {
  #secret;
  #shape;

  constructor(token, secret, shape) {
    if (token !== CONSTRUCT) throw new TypeError("CryptoKey cannot be constructed: use crypto.subtle.importKey");
    this.#secret = secret;
    this.#shape = shape;
  }

  static {
    secretOf = (key) => key.#secret;
  }

  get type() {
    return this.#shape && "secret";
  }
  get extractable() {
    return this.#shape.extractable;
  }
  get algorithm() {
    return this.#shape.algorithm;
  }
  get usages() {
    return this.#shape.usages;
  }
}
expose(CryptoKey);
inspectAs(CryptoKey, "CryptoKey", ({ type, extractable, algorithm, usages }) => ({
  type,
  extractable,
  algorithm,
  usages,
}));

// usages: those asked for; allowed: those that the algorithm has.
function makeKey(secret, algorithm, extractable, usages, allowed) {
  const wanted = [...usages].map(String);
  const foreign = wanted.find((usage) => !allowed.includes(usage));
  if (foreign !== undefined) {
    throw failure(
      "SyntaxError",
      `A ${algorithm.name} key cannot be used for "${foreign}", only for ${allowed.join(" and ")}`,
    );
  }
  if (wanted.length === 0)
    throw failure("SyntaxError", `A ${algorithm.name} key needs at least one usage: ${allowed.join(" or ")}`);
  const kept = allowed.filter((usage) => wanted.includes(usage));
  return new CryptoKey(CONSTRUCT, secret, { algorithm, extractable: Boolean(extractable), usages: kept });
}

// The secret of a key that may be used this way.
function secretFor(key, name, usage) {
  if (!(key instanceof CryptoKey)) throw new TypeError(`The key must be a CryptoKey, not ${typeof key}`);
  if (key.algorithm.name !== name)
    throw failure("InvalidAccessError", `The key is for ${key.algorithm.name}, not for ${name}`);
  if (!key.usages.includes(usage))
    throw failure(
      "InvalidAccessError",
      `The key may not be used for ${usage}: its usages are ${key.usages.join(", ")}`,
    );
  return secretOf(key);
}

Object.assign(exports, { CryptoKey, makeKey, secretFor, secretOf });
