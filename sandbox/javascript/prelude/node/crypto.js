// crypto: hashes, HMAC, key derivation and random values. No keys of other kinds, no ciphers, no signatures.
const { Buffer } = require("./buffer");
const { bytesOf, createHash, createHmac, getHashes, hash, Hash, hashNamed, Hmac } = require("./crypto/hash");
const { callable, failure, integer, invalidType } = require("./errors");
const derivation = require("../key_derivation");
const { randomUUID } = require("../random");
const { crypto: webcrypto } = require("../webcrypto");

const MAX_LENGTH = 2 ** 31 - 1;

// Time depends on the lengths only.
function timingSafeEqual(left, right) {
  const [one, other] = [left, right].map((value, index) => {
    if (typeof value === "string")
      throw invalidType(`buf${index + 1}`, "an instance of ArrayBuffer, Buffer, TypedArray, or DataView", value);
    return new Uint8Array(bytesOf(value, undefined, `buf${index + 1}`));
  });
  if (one.length !== other.length) {
    throw failure(RangeError, "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length");
  }
  let difference = 0;
  for (let index = 0; index < one.length; index++) difference |= one[index] ^ other[index];
  return difference === 0;
}

function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  const secret = bytesOf(password, "utf8", "password");
  const seasoning = bytesOf(salt, "utf8", "salt");
  integer(iterations, "iterations", 1, MAX_LENGTH);
  integer(keylen, "keylen", 0, MAX_LENGTH);
  return Buffer.from(derivation.pbkdf2(hashNamed(digest), secret, seasoning, iterations, keylen));
}

function hkdfSync(digest, key, salt, info, keylen) {
  const name = hashNamed(digest);
  const parts = [bytesOf(key, "utf8", "ikm"), bytesOf(salt, "utf8", "salt"), bytesOf(info, "utf8", "info")];
  const derived = derivation.hkdf(name, ...parts, integer(keylen, "length", 0, MAX_LENGTH));
  if (derived === null)
    throw failure(
      RangeError,
      "ERR_CRYPTO_INVALID_KEYLEN",
      `Invalid key length: ${keylen} bytes are more than 255 blocks of ${name}`,
    );
  return derived;
}

// The same with a callback as last argument, which is called in a micro-task.
function withCallback(compute) {
  return (...args) => {
    const callback = callable(args.pop(), "callback");
    const value = compute(...args);
    queueMicrotask(() => callback(null, value));
  };
}

Object.assign(exports, require("./crypto/missing"), require("./crypto/random"), {
  Hash,
  Hmac,
  constants: {},
  createHash,
  createHmac,
  getCiphers: () => [],
  getCurves: () => [],
  getFips: () => 0,
  getHashes,
  getRandomValues: (view) => webcrypto.getRandomValues(view),
  hash,
  hkdf: withCallback(hkdfSync),
  hkdfSync,
  pbkdf2: withCallback(pbkdf2Sync),
  pbkdf2Sync,
  randomUUID: () => randomUUID(),
  subtle: webcrypto.subtle,
  timingSafeEqual,
  webcrypto,
});
