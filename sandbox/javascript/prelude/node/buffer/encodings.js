// The encodings of Buffer: each turns a string into bytes (`decode`) and bytes into a string (`encode`).
const base64 = require("../../base64");
const { fromCharCodes } = require("../../decoders");
const { failure } = require("../errors");

// Byte -> its two hex digits, the first one in the low half: as it lies in (little-endian) memory.
const HEX_PAIRS = Uint16Array.from({ length: 256 }, (_, byte) => {
  const digits = byte.toString(16).padStart(2, "0");
  return digits.charCodeAt(0) | (digits.charCodeAt(1) << 8);
});
const NO_DIGIT = 255;
const HEX_VALUES = new Uint8Array(256).fill(NO_DIGIT);
for (const digit of "0123456789abcdefABCDEF") HEX_VALUES[digit.charCodeAt(0)] = Number.parseInt(digit, 16);

const utf8 = {
  encode: (bytes) => native.utf8Decode(bytes.buffer, bytes.byteOffset, bytes.length, false),
  decode: (text) => new Uint8Array(native.utf8Encode(text)),
  size: (text) => native.utf8Encode(text).byteLength,
};

const bytesOf = (units) => new Uint8Array(units.buffer);

const latin1 = {
  encode: fromCharCodes,
  decode(text) {
    const ascii = new Uint8Array(native.utf8Encode(text));
    if (ascii.length === text.length) return ascii;
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < bytes.length; index++) bytes[index] = text.charCodeAt(index);
    return bytes;
  },
  size: (text) => text.length,
};

const ascii = { ...latin1, encode: (bytes) => fromCharCodes(bytes.map((byte) => byte & 0x7f)) };

const utf16le = {
  encode(bytes) {
    const even = new Uint8Array(bytes.subarray(0, bytes.length & ~1)); // a Uint16Array must be aligned
    return fromCharCodes(new Uint16Array(even.buffer));
  },
  decode(text) {
    const units = new Uint16Array(text.length);
    for (let index = 0; index < units.length; index++) units[index] = text.charCodeAt(index);
    return bytesOf(units);
  },
  size: (text) => text.length * 2,
};

const hex = {
  encode(bytes) {
    const pairs = new Uint16Array(bytes.length);
    for (let index = 0; index < pairs.length; index++) pairs[index] = HEX_PAIRS[bytes[index]];
    return fromCharCodes(bytesOf(pairs));
  },
  // Ends at the first pair that is no number.
  decode(text) {
    const digits = latin1.decode(text);
    const bytes = new Uint8Array(text.length >> 1);
    for (let index = 0, at = 0; index < bytes.length; index++, at += 2) {
      const high = HEX_VALUES[digits[at]];
      const low = HEX_VALUES[digits[at + 1]];
      if (high === NO_DIGIT || low === NO_DIGIT) return bytes.subarray(0, index);
      bytes[index] = (high << 4) | low;
    }
    return bytes;
  },
  size: (text) => text.length >> 1,
};

const whole = (digits) => (digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
const cleaned = (digits) =>
  digits
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/[^A-Za-z0-9+/]+/g, "");

// Both alphabets; what is no digit is skipped; ends at the first "=".
function decodeBase64(text) {
  const end = text.indexOf("=");
  const digits = end < 0 ? text : text.slice(0, end);
  return base64.decode(whole(digits)) ?? base64.decode(whole(cleaned(digits)));
}

const base64Size = (text) =>
  Math.floor(((text.length - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0)) * 3) / 4);
const standard = { encode: base64.encode, decode: decodeBase64, size: base64Size };
const urlSafe = {
  encode: (bytes) => base64.encode(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
  decode: decodeBase64,
  size: base64Size,
};

const table = {
  __proto__: null,
  utf8,
  "utf-8": utf8,
  hex,
  base64: standard,
  base64url: urlSafe,
  latin1,
  binary: latin1,
  ascii,
  utf16le,
  "utf-16le": utf16le,
  ucs2: utf16le,
  "ucs-2": utf16le,
};

const find = (name) => (typeof name === "string" ? (table[name] ?? table[name.toLowerCase()]) : undefined);

exports.isEncoding = (name) => find(name) !== undefined;

// The codec of a name in any letter case; utf8 when none is given.
exports.encodingNamed = function encodingNamed(name) {
  if (name === undefined || name === null || name === "") return utf8;
  const codec = find(name);
  if (codec === undefined) throw failure(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${String(name)}`);
  return codec;
};
