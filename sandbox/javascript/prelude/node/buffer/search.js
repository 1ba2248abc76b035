// indexOf, lastIndexOf and includes of Buffer.
const { invalidType } = require("../errors");
const { encodingNamed } = require("./encodings");

function needle(value, encoding) {
  if (typeof value === "number") return Uint8Array.of(value);
  if (typeof value === "string") return encodingNamed(encoding).decode(value);
  if (value instanceof Uint8Array) return value;
  throw invalidType("value", "one of type number or string or an instance of Buffer or Uint8Array", value);
}

// The index to start from: negative ones count from the end, what is no number means the whole buffer.
function start(buffer, offset, fallback) {
  const number = Math.trunc(+offset);
  if (Number.isNaN(number)) return fallback;
  return number < 0 ? number + buffer.length : number;
}

function matches(buffer, wanted, at) {
  for (let index = 1; index < wanted.length; index++) if (buffer[at + index] !== wanted[index]) return false;
  return true;
}

const { indexOf, lastIndexOf } = Uint8Array.prototype;

function forward(buffer, wanted, from) {
  const last = buffer.length - wanted.length;
  let at = Math.max(0, from);
  while (at <= last) {
    at = indexOf.call(buffer, wanted[0], at);
    if (at < 0 || at > last) return -1;
    if (matches(buffer, wanted, at)) return at;
    at++;
  }
  return -1;
}

function backward(buffer, wanted, from) {
  let at = Math.min(from, buffer.length - wanted.length);
  while (at >= 0) {
    at = lastIndexOf.call(buffer, wanted[0], at);
    if (at < 0 || matches(buffer, wanted, at)) return at;
    at--;
  }
  return -1;
}

function search(buffer, value, offset, encoding, find, fallback) {
  const [from, name] = typeof offset === "string" ? [undefined, offset] : [offset, encoding];
  const wanted = needle(value, name);
  const begin = start(buffer, from, fallback);
  if (wanted.length === 0) return Math.min(Math.max(begin, 0), buffer.length);
  return find(buffer, wanted, begin);
}

exports.methods = {
  indexOf(value, offset, encoding) {
    return search(this, value, offset, encoding, forward, 0);
  },
  lastIndexOf(value, offset, encoding) {
    return search(this, value, offset, encoding, backward, this.length);
  },
  includes(value, offset, encoding) {
    return this.indexOf(value, offset, encoding) !== -1;
  },
};
