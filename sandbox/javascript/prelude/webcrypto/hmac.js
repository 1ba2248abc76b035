// HMAC keys: making, importing, exporting, signing.
const base64 = require("../base64");
const { bufferOf, failure, hashOf, positive } = require("./algorithms");
const { CryptoKey, makeKey, secretFor, secretOf } = require("./crypto_key");

const USAGES = ["sign", "verify"];
const BLOCK_BITS = { __proto__: null, "SHA-1": 512, "SHA-256": 512, "SHA-384": 1024, "SHA-512": 1024 };
const JWK_NAMES = { __proto__: null, "SHA-1": "HS1", "SHA-256": "HS256", "SHA-384": "HS384", "SHA-512": "HS512" };

const keyAlgorithm = (hash, bits) => ({ name: "HMAC", hash: { name: hash }, length: bits });

function hmacHash(algorithm) {
  if (algorithm.hash === undefined) throw new TypeError('An HMAC key needs a hash: { name: "HMAC", hash: "SHA-256" }');
  return hashOf(algorithm.hash);
}

function toBase64url(buffer) {
  return base64.encode(new Uint8Array(buffer)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromJwk(jwk, hash, extractable, usages) {
  const refuse = (why) => failure("DataError", `The JSON Web Key cannot be imported: ${why}`);
  if (typeof jwk !== "object" || jwk === null) throw new TypeError("A JSON Web Key is an object");
  if (jwk.kty !== "oct") throw refuse(`kty must be "oct", not ${String(jwk.kty)}`);
  const bytes = typeof jwk.k === "string" ? base64.decode(jwk.k.replaceAll("-", "+").replaceAll("_", "/")) : null;
  if (bytes === null) throw refuse("k must be base64url");
  if (jwk.alg !== undefined && jwk.alg !== JWK_NAMES[hash])
    throw refuse(`alg must be ${JWK_NAMES[hash]}, not ${String(jwk.alg)}`);
  if (jwk.use !== undefined && jwk.use !== "sig") throw refuse(`use must be "sig", not ${String(jwk.use)}`);
  if (jwk.ext === false && extractable) throw refuse("it is not extractable");
  if (jwk.key_ops?.length >= 0 && ![...usages].every((usage) => jwk.key_ops.includes(usage)))
    throw refuse("key_ops does not allow the usages");
  return bytes.buffer;
}

// The length that the algorithm asks for may leave up to 7 bits of the last byte unused.
function fitLength(secret, length) {
  const bits = secret.byteLength * 8;
  if (bits === 0) throw failure("DataError", "An HMAC key needs at least one byte");
  if (length === undefined) return bits;
  if (length > bits || length <= bits - 8)
    throw failure("DataError", `length is ${length}, but the key has ${bits} bits`);
  const spare = bits - length;
  if (spare > 0) new Uint8Array(secret)[secret.byteLength - 1] &= 0xff << spare;
  return length;
}

function importKey(format, data, algorithm, extractable, usages) {
  const hash = hmacHash(algorithm).name;
  if (format !== "raw" && format !== "jwk")
    throw failure("NotSupportedError", `An HMAC key comes as "raw" or "jwk", not as "${format}"`);
  const secret = format === "raw" ? bufferOf(data, "The key data") : fromJwk(data, hash, extractable, usages);
  const bits = fitLength(secret, algorithm.length === undefined ? undefined : positive(algorithm.length, "length"));
  return makeKey(secret, keyAlgorithm(hash, bits), extractable, usages, USAGES);
}

function keyBits(algorithm) {
  const hash = hmacHash(algorithm).name;
  return algorithm.length === undefined ? BLOCK_BITS[hash] : positive(algorithm.length, "length");
}

function generateKey(algorithm, extractable, usages) {
  const bits = keyBits(algorithm);
  const secret = native.random(Math.ceil(bits / 8));
  fitLength(secret, bits);
  return makeKey(secret, keyAlgorithm(hmacHash(algorithm).name, bits), extractable, usages, USAGES);
}

function exportKey(format, key) {
  if (!(key instanceof CryptoKey)) throw new TypeError(`The key must be a CryptoKey, not ${typeof key}`);
  const { algorithm, extractable, usages } = key;
  if (algorithm.name !== "HMAC") throw failure("NotSupportedError", `A ${algorithm.name} key cannot be exported`);
  if (!extractable) throw failure("InvalidAccessError", "The key is not extractable");
  const secret = secretOf(key);
  if (format === "raw") return secret.slice();
  if (format !== "jwk")
    throw failure("NotSupportedError", `An HMAC key goes out as "raw" or "jwk", not as "${format}"`);
  return {
    kty: "oct",
    k: toBase64url(secret),
    alg: JWK_NAMES[algorithm.hash.name],
    key_ops: [...usages],
    ext: extractable,
  };
}

function sign(key, data, usage = "sign") {
  const secret = secretFor(key, "HMAC", usage);
  return native.hmac(hashOf(key.algorithm.hash).native, secret, bufferOf(data, "The data"));
}

// Compares all bytes, whatever the first ones are.
function verify(key, signature, data) {
  const expected = new Uint8Array(sign(key, data, "verify"));
  const given = new Uint8Array(bufferOf(signature, "The signature"));
  let difference = expected.length ^ given.length;
  for (let index = 0; index < expected.length; index++) difference |= expected[index] ^ given[index];
  return difference === 0;
}

Object.assign(exports, { exportKey, generateKey, importKey, keyBits, sign, verify });
