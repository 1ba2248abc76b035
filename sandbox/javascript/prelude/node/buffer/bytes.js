// The other methods of Buffer: text in and out, comparing, copying, filling, swapping.
const { failure, integer, invalidType, invalidValue, outOfRange, string } = require("../errors");
const { encodingNamed } = require("./encodings");

const SHOWN = 50; // bytes that inspect shows

const clamp = (value, max) => Math.min(Math.max(Math.trunc(+value) || 0, 0), max);

function bytesArgument(value, name) {
  if (!(value instanceof Uint8Array)) throw invalidType(name, "an instance of Buffer or Uint8Array", value);
  return value;
}

// -1, 0 or 1: the order of two byte strings.
function compare(left, right) {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    if (left[index] !== right[index]) return left[index] < right[index] ? -1 : 1;
  }
  return Math.sign(left.length - right.length);
}

function swap(buffer, size) {
  if (buffer.length % size !== 0) {
    throw failure(RangeError, "ERR_INVALID_BUFFER_SIZE", `Buffer size must be a multiple of ${size * 8}-bits`);
  }
  for (let at = 0; at < buffer.length; at += size) buffer.subarray(at, at + size).reverse();
  return buffer;
}

// How much of `bytes` fits into `room` without half a UTF-8 character at the end.
function fitting(bytes, room, isText) {
  let end = Math.min(bytes.length, room);
  while (isText && end > 0 && end < bytes.length && (bytes[end] & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

function write(buffer, text, offset, length, encoding) {
  string(text, "string");
  if (typeof offset === "string") return write(buffer, text, 0, undefined, offset);
  if (typeof length === "string") return write(buffer, text, offset, undefined, length);
  const at = offset === undefined ? 0 : integer(offset, "offset", 0, buffer.length);
  const room = length === undefined ? Infinity : integer(length, "length", 0, buffer.length);
  const codec = encodingNamed(encoding);
  const bytes = fitting(codec.decode(text), Math.min(room, buffer.length - at), codec === encodingNamed("utf8"));
  buffer.set(bytes, at);
  return bytes.length;
}

function pattern(value, encoding) {
  if (typeof value === "string") {
    const bytes = encodingNamed(encoding).decode(value);
    if (bytes.length === 0 && value.length > 0) throw invalidValue("value", value, "is invalid");
    return bytes.length === 0 ? Uint8Array.of(0) : bytes;
  }
  if (!(value instanceof Uint8Array)) return Uint8Array.of(+value);
  if (value.length === 0) throw invalidValue("value", value, "is invalid");
  return value;
}

function fill(buffer, value, offset, end, encoding) {
  if (typeof offset === "string") return fill(buffer, value, undefined, undefined, offset);
  if (typeof end === "string") return fill(buffer, value, offset, undefined, end);
  const from = offset === undefined ? 0 : integer(offset, "offset", 0, Number.MAX_SAFE_INTEGER);
  const to = end === undefined ? buffer.length : integer(end, "end", 0, buffer.length);
  const bytes = pattern(value, encoding);
  if (bytes.length === 1) return Uint8Array.prototype.fill.call(buffer, bytes[0], from, to);
  for (let at = from; at < to; at += bytes.length) buffer.set(bytes.subarray(0, to - at), at);
  return buffer;
}

exports.bytesArgument = bytesArgument;
exports.compare = compare;
exports.methods = {
  toString(encoding, start = 0, end = this.length) {
    const codec = encodingNamed(encoding);
    return codec.encode(this.subarray(clamp(start, this.length), clamp(end, this.length)));
  },

  toJSON() {
    return { type: "Buffer", data: Array.from(this) };
  },

  write(text, offset, length, encoding) {
    return write(this, text, offset, length, encoding);
  },

  // Shares its memory with this buffer, unlike Uint8Array's.
  slice(start, end) {
    return this.subarray(start, end);
  },

  equals(other) {
    return compare(this, bytesArgument(other, "otherBuffer")) === 0;
  },

  compare(target, targetStart = 0, targetEnd = target?.length, sourceStart = 0, sourceEnd = this.length) {
    bytesArgument(target, "target");
    integer(targetStart, "targetStart", 0);
    integer(sourceStart, "sourceStart", 0);
    integer(targetEnd, "targetEnd", 0, target.length);
    integer(sourceEnd, "sourceEnd", 0, this.length);
    return compare(this.subarray(sourceStart, sourceEnd), target.subarray(targetStart, targetEnd));
  },

  copy(target, targetStart = 0, sourceStart = 0, sourceEnd = this.length) {
    bytesArgument(target, "target");
    const at = Math.trunc(+targetStart) || 0;
    const from = Math.trunc(+sourceStart) || 0;
    if (at < 0) throw outOfRange("targetStart", ">= 0", targetStart);
    if (from < 0 || from > this.length) throw outOfRange("sourceStart", `>= 0 and <= ${this.length}`, sourceStart);
    if (at >= target.length) return 0;
    const bytes = this.subarray(from, Math.min(clamp(sourceEnd, this.length), from + target.length - at));
    target.set(bytes, at);
    return bytes.length;
  },

  fill(value, offset, end, encoding) {
    return fill(this, value, offset, end, encoding);
  },

  swap16() {
    return swap(this, 2);
  },

  swap32() {
    return swap(this, 4);
  },

  swap64() {
    return swap(this, 8);
  },

  [Symbol.for("nodejs.util.inspect.custom")]() {
    const shown = Array.from(this.subarray(0, SHOWN), (byte) => byte.toString(16).padStart(2, "0"));
    const more = this.length - shown.length;
    if (more > 0) shown.push(`... ${more} more byte${more > 1 ? "s" : ""}`);
    return `<Buffer ${shown.join(" ")}>`;
  },
};
exports.methods.toLocaleString = exports.methods.toString;
