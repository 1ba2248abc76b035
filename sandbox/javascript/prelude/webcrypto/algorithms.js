// Which algorithms Web Cryptography (https://w3c.github.io/webcrypto) has here, and what their parameters must be.
const { DOMException } = require("../dom_exception");
const { bytesOf, isBufferSource } = require("../webidl");

const HASHES = { __proto__: null, "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512" };
const KEYED = ["HMAC", "PBKDF2", "HKDF"];
const THERE_ARE = "there are SHA-1, SHA-256, SHA-384, SHA-512, HMAC, PBKDF2 and HKDF";

const failure = (name, message) => new DOMException(message, name);

function notSupported(name) {
  return failure("NotSupportedError", `The algorithm ${name} is not available in an integration: ${THERE_ARE}`);
}

// A copy of the bytes: what the caller does to its buffer afterwards changes nothing.
function bufferOf(source, what) {
  if (!isBufferSource(source))
    throw new TypeError(`${what} must be an ArrayBuffer or a view of one, not ${typeof source}`);
  return bytesOf(source).slice().buffer;
}

function nameOf(algorithm) {
  const name = typeof algorithm === "object" && algorithm !== null ? algorithm.name : algorithm;
  if (name === undefined) throw new TypeError("The algorithm has no name");
  return String(name);
}

const find = (names, name) => names.find((each) => each.toUpperCase() === name.toUpperCase());

// The engine's name of a hash, e.g. sha256 for "SHA-256" or {name: "sha-256"}.
function hashOf(algorithm) {
  const name = nameOf(algorithm);
  const found = find(Object.keys(HASHES), name);
  if (found === undefined) throw notSupported(name);
  return { name: found, native: HASHES[found] };
}

// The canonical name of an algorithm that has keys; `allowed` are those that the operation knows.
function keyedName(algorithm, allowed = KEYED) {
  const name = nameOf(algorithm);
  const found = find(allowed, name);
  if (found === undefined) throw notSupported(name);
  return found;
}

function positive(value, what) {
  const number = Math.trunc(Number(value));
  if (!(number >= 1 && number <= 2 ** 32 - 1))
    throw failure("OperationError", `${what} must be 1 or more, not ${String(value)}`);
  return number;
}

Object.assign(exports, { bufferOf, failure, hashOf, keyedName, notSupported, positive });
