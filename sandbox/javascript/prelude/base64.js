// atob and btoa (https://html.spec.whatwg.org/multipage/webappapis.html#atob), and the codec below them.

const { fromCharCodes } = require("./decoders");
const { DOMException } = require("./dom_exception");
const { requireArguments } = require("./webidl");

function encode(bytes) {
  return native.base64Encode(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function decodeDigits(text) {
  const padded = text.length % 4 === 0 && text.endsWith("=");
  const buffer = native.base64Decode(padded ? text.slice(0, text.endsWith("==") ? -2 : -1) : text);
  return buffer === null ? null : new Uint8Array(buffer);
}

// The "forgiving-base64 decode" of https://infra.spec.whatwg.org; null if the text is no base64.
function decode(text) {
  const bytes = decodeDigits(text);
  return bytes === null && /[\t\n\f\r ]/.test(text) ? decodeDigits(text.replace(/[\t\n\f\r ]+/g, "")) : bytes;
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
