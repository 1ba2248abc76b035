// atob and btoa (https://html.spec.whatwg.org/multipage/webappapis.html#atob), and the codec below them.

const { fromCharCodes } = require("./decoders");
const { DOMException } = require("./dom_exception");
const { requireArguments } = require("./webidl");

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const VALUES = new Uint8Array(128).fill(255);
CODES.forEach((code, value) => { VALUES[code] = value; });

const PAD = 61;

function encode(bytes) {
  const length = bytes.length;
  const out = new Uint8Array(Math.ceil(length / 3) * 4);
  let at = 0;
  let i = 0;
  for (; i + 2 < length; i += 3) {
    const bits = (bytes[i] << 16) | (bytes[i + 1] << 8) | bytes[i + 2];
    out[at++] = CODES[bits >> 18];
    out[at++] = CODES[(bits >> 12) & 63];
    out[at++] = CODES[(bits >> 6) & 63];
    out[at++] = CODES[bits & 63];
  }
  if (i < length) {
    const bits = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8);
    out[at++] = CODES[bits >> 18];
    out[at++] = CODES[(bits >> 12) & 63];
    out[at++] = i + 1 < length ? CODES[(bits >> 6) & 63] : PAD;
    out[at++] = PAD;
  }
  return fromCharCodes(out);
}

// The "forgiving-base64 decode" of https://infra.spec.whatwg.org; null if the text is no base64.
function decode(text) {
  let data = /[\t\n\f\r ]/.test(text) ? text.replace(/[\t\n\f\r ]+/g, "") : text;
  if (data.length % 4 === 0) data = data.replace(/={1,2}$/, "");
  const length = data.length;
  if (length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let at = 0;
  let bits = 0;
  let held = 0; // bits not written yet
  for (let i = 0; i < length; i++) {
    const code = data.charCodeAt(i);
    const value = code < 128 ? VALUES[code] : 255;
    if (value === 255) return null;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = bits >> held;
    }
  }
  return bytes;
}

function atob(data) {
  requireArguments(arguments.length, 1, "atob");
  const bytes = decode(`${data}`);
  if (bytes === null) throw new DOMException("The string to be decoded is not correctly encoded.", "InvalidCharacterError");
  return fromCharCodes(bytes);
}

function btoa(data) {
  requireArguments(arguments.length, 1, "btoa");
  const text = `${data}`;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 255) {
      const message = `btoa takes characters up to U+00FF, and there is another at ${i}: encode with TextEncoder first`;
      throw new DOMException(message, "InvalidCharacterError");
    }
    bytes[i] = code;
  }
  return encode(bytes);
}

exports.atob = atob;
exports.btoa = btoa;
exports.decode = decode;
exports.encode = encode;
