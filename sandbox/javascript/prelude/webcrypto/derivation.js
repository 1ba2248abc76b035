// deriveBits with PBKDF2 and HKDF, and the import of the keys they start from.
const { hkdf, pbkdf2 } = require("../key_derivation");
const { bufferOf, failure, hashOf, keyedName, positive } = require("./algorithms");
const { makeKey, secretFor } = require("./crypto_key");

const NAMES = ["PBKDF2", "HKDF"];
const USAGES = ["deriveKey", "deriveBits"];

function importKey(name, format, data, extractable, usages) {
  if (format !== "raw") throw failure("NotSupportedError", `A ${name} key comes as "raw", not as "${format}"`);
  if (extractable) throw failure("SyntaxError", `A ${name} key cannot be extractable`);
  return makeKey(bufferOf(data, "The key data"), { name }, false, usages, USAGES);
}

// length in bits.
function deriveBits(algorithm, key, length, usage = "deriveBits") {
  const name = keyedName(algorithm, NAMES);
  const secret = secretFor(key, name, usage);
  if (length === null || length === undefined || length % 8 !== 0) {
    throw failure("OperationError", `The length must be a multiple of 8 bits, not ${String(length)}`);
  }
  const hash = hashOf(algorithm.hash).native;
  const salt = bufferOf(algorithm.salt, "salt");
  if (name === "PBKDF2") return pbkdf2(hash, secret, salt, positive(algorithm.iterations, "iterations"), length / 8);
  const derived = hkdf(hash, secret, salt, bufferOf(algorithm.info, "info"), length / 8);
  if (derived === null)
    throw failure("OperationError", `HKDF cannot make ${length} bits: its limit is 255 blocks of the hash`);
  return derived;
}

Object.assign(exports, { NAMES, deriveBits, importKey });
