// createHash, createHmac and hash. The engine digests whole buffers, so what comes by update() is kept until the end.
const { Buffer } = require("../buffer");
const { failure, invalidType, string } = require("../errors");

const NAMES = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];

// "SHA-256", "RSA-SHA256" and "sha256" are one name, as in OpenSSL.
function hashNamed(algorithm) {
  const name = string(algorithm, "algorithm")
    .toLowerCase()
    .replace(/^rsa-/, "")
    .replace(/^sha2?-/, "sha");
  if (NAMES.includes(name)) return name;
  throw failure(Error, "ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${algorithm} (there are ${NAMES.join(", ")})`);
}

// A copy of the bytes, as an ArrayBuffer.
function bytesOf(data, encoding, name = "data") {
  if (typeof data === "string") return bytesOf(Buffer.from(data, encoding));
  if (ArrayBuffer.isView(data)) return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  if (data instanceof ArrayBuffer) return data.slice();
  throw invalidType(name, "of type string or an instance of Buffer, TypedArray, DataView or ArrayBuffer", data);
}

const encoded = (buffer, encoding) => {
  const bytes = Buffer.from(buffer);
  return encoding === undefined || encoding === null || encoding === "buffer" ? bytes : bytes.toString(encoding);
};

class Digest {
  #finish;
  #parts = [];
  #isDone = false;

  constructor(finish, parts = []) {
    this.#finish = finish;
    this.#parts = parts;
  }

  update(data, encoding) {
    if (this.#isDone) throw failure(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
    this.#parts.push(new Uint8Array(bytesOf(data, encoding)));
    return this;
  }

  digest(encoding) {
    if (this.#isDone) throw failure(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
    this.#isDone = true;
    const whole = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
    this.#parts = [];
    return encoded(this.#finish(whole.buffer), encoding);
  }

  fork(Kind, ...args) {
    if (this.#isDone) throw failure(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
    const other = new Kind(...args);
    other.#parts = [...this.#parts];
    return other;
  }
}

class Hash extends Digest {
  #name;

  constructor(algorithm) {
    const name = hashNamed(algorithm);
    super((buffer) => native.hash(name, buffer, 0, buffer.byteLength));
    this.#name = name;
  }

  // Another hash that has seen the same bytes.
  copy() {
    return this.fork(Hash, this.#name);
  }
}

class Hmac extends Digest {
  constructor(algorithm, key) {
    const name = hashNamed(algorithm);
    const secret = bytesOf(key, "utf8", "key");
    super((buffer) => native.hmac(name, secret, buffer));
  }
}

Object.assign(exports, {
  Hash,
  Hmac,
  bytesOf,
  createHash: (algorithm) => new Hash(algorithm),
  createHmac: (algorithm, key) => new Hmac(algorithm, key),
  encoded,
  getHashes: () => [...NAMES],
  hash: (algorithm, data, outputEncoding = "hex") => new Hash(algorithm).update(data).digest(outputEncoding),
  hashNamed,
});
