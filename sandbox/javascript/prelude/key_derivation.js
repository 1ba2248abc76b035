// PBKDF2 (RFC 8018) and HKDF (RFC 5869) over the engine's HMAC. Everything is an ArrayBuffer; lengths are in bytes.
const HASH_BYTES = { __proto__: null, md5: 16, sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

function joined(...buffers) {
  const all = new Uint8Array(buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0));
  let at = 0;
  for (const buffer of buffers) {
    all.set(new Uint8Array(buffer), at);
    at += buffer.byteLength;
  }
  return all.buffer;
}

const blockNumber = (number) => Uint8Array.of(number >>> 24, number >>> 16, number >>> 8, number).buffer;

function pbkdf2Block(hash, password, salt, iterations, number) {
  let last = native.hmac(hash, password, joined(salt, blockNumber(number)));
  const block = new Uint32Array(last.slice()); // every hash is a multiple of 4 bytes
  for (let round = 1; round < iterations; round++) {
    last = native.hmac(hash, password, last);
    const words = new Uint32Array(last);
    for (let index = 0; index < block.length; index++) block[index] ^= words[index];
  }
  return block.buffer;
}

exports.pbkdf2 = function pbkdf2(hash, password, salt, iterations, length) {
  const blocks = [];
  const count = Math.ceil(length / HASH_BYTES[hash]);
  for (let number = 1; number <= count; number++) blocks.push(pbkdf2Block(hash, password, salt, iterations, number));
  return joined(...blocks).slice(0, length);
};

// null when more is asked for than 255 blocks, which is all that HKDF has.
exports.hkdf = function hkdf(hash, key, salt, info, length) {
  const size = HASH_BYTES[hash];
  if (length > 255 * size) return null;
  const extracted = native.hmac(hash, salt.byteLength === 0 ? new ArrayBuffer(size) : salt, key);
  const blocks = [];
  let last = new ArrayBuffer(0);
  for (let number = 1; number <= Math.ceil(length / size); number++) {
    last = native.hmac(hash, extracted, joined(last, info, Uint8Array.of(number).buffer));
    blocks.push(last);
  }
  return joined(...blocks).slice(0, length);
};

exports.HASH_BYTES = HASH_BYTES;
