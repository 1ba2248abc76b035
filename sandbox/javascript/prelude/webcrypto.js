// `crypto` of the web: random values from the run's seed, and crypto.subtle for hashes, HMAC and key derivation.
const { randomBytes, randomUUID } = require("./random");
const { expose } = require("./webidl");
const { bufferOf, failure, hashOf, keyedName, notSupported } = require("./webcrypto/algorithms");
const { CryptoKey } = require("./webcrypto/crypto_key");
const derivation = require("./webcrypto/derivation");
const hmac = require("./webcrypto/hmac");

const CONSTRUCT = {}; // neither class has a public constructor
const QUOTA = 65536; // bytes of one getRandomValues
const INTEGERS = /^(?:Int|Uint|BigInt|BigUint)(?:8|8Clamped|16|32|64)Array$/;
const typedArrayName = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
).get;

class SubtleCrypto {
  constructor(token) {
    if (token !== CONSTRUCT) throw new TypeError("SubtleCrypto cannot be constructed: use crypto.subtle");
  }

  // `async` turns every throw into a rejection, as the specification asks.
  async digest(algorithm, data) {
    const { native: name } = hashOf(algorithm);
    const buffer = bufferOf(data, "The data");
    return native.hash(name, buffer, 0, buffer.byteLength);
  }

  async importKey(format, keyData, algorithm, extractable, keyUsages) {
    const name = keyedName(algorithm);
    if (name === "HMAC") return hmac.importKey(format, keyData, algorithm, extractable, keyUsages);
    return derivation.importKey(name, format, keyData, extractable, keyUsages);
  }

  async exportKey(format, key) {
    return hmac.exportKey(format, key);
  }

  async generateKey(algorithm, extractable, keyUsages) {
    keyedName(algorithm, ["HMAC"]);
    return hmac.generateKey(algorithm, extractable, keyUsages);
  }

  async sign(algorithm, key, data) {
    keyedName(algorithm, ["HMAC"]);
    return hmac.sign(key, data);
  }

  async verify(algorithm, key, signature, data) {
    keyedName(algorithm, ["HMAC"]);
    return hmac.verify(key, signature, data);
  }

  async deriveBits(algorithm, baseKey, length) {
    return derivation.deriveBits(algorithm, baseKey, length);
  }

  async deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages) {
    keyedName(derivedKeyType, ["HMAC"]);
    const bits = derivation.deriveBits(algorithm, baseKey, hmac.keyBits(derivedKeyType), "deriveKey");
    return hmac.importKey("raw", bits, derivedKeyType, extractable, keyUsages);
  }

  async encrypt(algorithm) {
    throw notSupported(algorithm?.name ?? algorithm);
  }

  async decrypt(algorithm) {
    throw notSupported(algorithm?.name ?? algorithm);
  }

  async wrapKey(format, key, wrappingKey, algorithm) {
    throw notSupported(algorithm?.name ?? algorithm);
  }

  async unwrapKey(format, wrappedKey, unwrappingKey, algorithm) {
    throw notSupported(algorithm?.name ?? algorithm);
  }
}
expose(SubtleCrypto);

class Crypto {
  #subtle = new SubtleCrypto(CONSTRUCT);

  constructor(token) {
    if (token !== CONSTRUCT) throw new TypeError("Crypto cannot be constructed: use the global crypto");
  }

  get subtle() {
    return this.#subtle;
  }

  getRandomValues(array) {
    const name = typedArrayName.call(array);
    if (name === undefined && !(array instanceof DataView))
      throw new TypeError("getRandomValues needs an integer typed array");
    if (!INTEGERS.test(name))
      throw failure("TypeMismatchError", `getRandomValues fills integer typed arrays, not a ${name ?? "DataView"}`);
    if (array.byteLength > QUOTA) {
      throw failure(
        "QuotaExceededError",
        `getRandomValues gives at most ${QUOTA} bytes at a time, not ${array.byteLength}`,
      );
    }
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(randomBytes(array.byteLength));
    return array;
  }

  randomUUID() {
    return randomUUID();
  }
}
expose(Crypto);

Object.assign(exports, { Crypto, CryptoKey, SubtleCrypto, crypto: new Crypto(CONSTRUCT) });
