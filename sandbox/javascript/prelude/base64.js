// atob and btoa (https://html.spec.whatwg.org/multipage/webappapis.html#atob), and the codec below them.

const { fromCharCodes } = require("./decoders");
const { DOMException } = require("./dom_exception");
const { requireArguments } = require("./webidl");

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const VALUES = new Uint8Array(128).fill(255); // more than 63: no digit
CODES.forEach((code, value) => { VALUES[code] = value; });

const PAD = 61;

function encode(bytes) {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  const codes = CODES;
  const whole = bytes.length - (bytes.length % 3);
  let at = 0;
  for (let i = 0; i < whole; i += 3, at += 4) {
    const bits = (bytes[i] << 16) | (bytes[i + 1] << 8) | bytes[i + 2];
    out[at] = codes[bits >> 18];
    out[at + 1] = codes[(bits >> 12) & 63];
    out[at + 2] = codes[(bits >> 6) & 63];
    out[at + 3] = codes[bits & 63];
  }
  if (whole < bytes.length) {
    const [first, second = 0] = bytes.subarray(whole);
    out.set([codes[first >> 2], codes[((first & 3) << 4) | (second >> 4)], codes[(second & 15) << 2], PAD], at);
    if (bytes.length - whole === 1) out[at + 2] = PAD;
  }
  return fromCharCodes(out);
}

// The "forgiving-base64 decode" of https://infra.spec.whatwg.org; null if the text is no base64.
function decode(text) {
  let data = /[\t\n\f\r ]/.test(text) ? text.replace(/[\t\n\f\r ]+/g, "") : text;
  if (data.length % 4 === 0 && data.endsWith("=")) data = data.slice(0, data.endsWith("==") ? -2 : -1);
  const digits = asciiBytes(data);
  if (digits === null || digits.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  const whole = digits.length - (digits.length % 4);
  const values = VALUES; // a local name: this loop is the cost of every decoding
  let bad = 0;
  for (let i = 0, at = 0; i < whole; i += 4, at += 3) {
    const a = values[digits[i]];
    const b = values[digits[i + 1]];
    const c = values[digits[i + 2]];
    const d = values[digits[i + 3]];
    bad |= a | b | c | d;
    bytes[at] = (a << 2) | (b >> 4);
    bytes[at + 1] = (b << 4) | (c >> 2);
    bytes[at + 2] = (c << 6) | d;
  }
  bad |= decodeRest(digits, whole, bytes);
  return bad > 63 ? null : bytes;
}

// The last two or three digits; the bits that stand for no byte are dropped.
function decodeRest(digits, start, bytes) {
  if (start === digits.length) return 0;
  const [a, b, c = 0] = Array.from(digits.subarray(start), (digit) => VALUES[digit]);
  const at = (start * 3) / 4;
  bytes[at] = (a << 2) | (b >> 4);
  if (digits.length - start === 3) bytes[at + 1] = (b << 4) | (c >> 2);
  return a | b | c;
}

// The characters as bytes, at the speed of native code; null if one is not ASCII and so takes more than one byte.
function asciiBytes(text) {
  const bytes = new Uint8Array(native.utf8Encode(text));
  return bytes.length === text.length ? bytes : null;
}

function atob(data) {
  requireArguments(arguments.length, 1, "atob");
  const bytes = decode(`${data}`);
  if (bytes === null) throw new DOMException("atob was given a string that is no base64", "InvalidCharacterError");
  return fromCharCodes(bytes);
}

function latin1Bytes(text) {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 255) {
      const message = `btoa takes characters up to U+00FF, and there is another at ${i}: encode with TextEncoder first`;
      throw new DOMException(message, "InvalidCharacterError");
    }
    bytes[i] = code;
  }
  return bytes;
}

function btoa(data) {
  requireArguments(arguments.length, 1, "btoa");
  const text = `${data}`;
  return encode(asciiBytes(text) ?? latin1Bytes(text));
}

exports.atob = atob;
exports.btoa = btoa;
exports.decode = decode;
exports.encode = encode;
