// string_decoder: bytes that come in pieces to text, without breaking a character between two pieces.
const { Buffer } = require("./buffer");
const { isEncoding } = require("./buffer/encodings");
const { failure, invalidType } = require("./errors");
const { DECODERS } = require("../decoders");

const NAMES = {
  __proto__: null,
  "utf-8": "utf8",
  binary: "latin1",
  ucs2: "utf16le",
  "ucs-2": "utf16le",
  "utf-16le": "utf16le",
};

// Per encoding: how many bytes at the end belong to a character that is not complete.
const unfinished = {
  __proto__: null,
  utf8: (bytes) => DECODERS["utf-8"].unfinished(bytes),
  utf16le: (bytes) => DECODERS["utf-16le"].unfinished(bytes),
  base64: (bytes) => bytes.length % 3,
  base64url: (bytes) => bytes.length % 3,
};
const none = () => 0;

function normalize(encoding) {
  const name = String(encoding ?? "utf8").toLowerCase();
  if (!isEncoding(name)) throw failure(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${String(encoding)}`);
  return NAMES[name] ?? name;
}

// A function, not a class: old code calls it on its own `this`.
function StringDecoder(encoding) {
  this.encoding = normalize(encoding);
  this.held = Buffer.alloc(0);
}

StringDecoder.prototype.write = function write(chunk) {
  if (typeof chunk === "string") return chunk;
  if (!ArrayBuffer.isView(chunk)) throw invalidType("buf", "an instance of Buffer, TypedArray, or DataView", chunk);
  const bytes = Buffer.concat([this.held, new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)]);
  const end = bytes.length - (unfinished[this.encoding] ?? none)(bytes);
  this.held = bytes.subarray(end);
  return bytes.toString(this.encoding, 0, end);
};

StringDecoder.prototype.end = function end(chunk) {
  const text = chunk === undefined ? "" : this.write(chunk);
  const rest = this.held.toString(this.encoding);
  this.held = Buffer.alloc(0);
  return text + rest;
};

exports.StringDecoder = StringDecoder;
