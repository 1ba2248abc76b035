// TextEncoder and TextDecoder (https://encoding.spec.whatwg.org).

const { DECODERS, encodingOf } = require("./decoders");
const { bytesOf, expose, isBufferSource, requireArguments, toDictionary, toString } = require("./webidl");

class TextEncoder {
  #encoding = "utf-8";

  get encoding() { return this.#encoding; }

  encode(input = "") {
    this.#encoding;
    return new Uint8Array(native.utf8Encode(toString(input)));
  }

  encodeInto(source, destination) {
    this.#encoding;
    requireArguments(arguments.length, 2, "encodeInto");
    const text = toString(source);
    if (!(destination instanceof Uint8Array)) throw new TypeError("encodeInto needs a Uint8Array to write into");
    const room = destination.length;
    let bytes = new Uint8Array(native.utf8Encode(text.slice(0, room)));
    let read = Math.min(text.length, room);
    if (bytes.length > room) {
      let end = room;
      while (end > 0 && (bytes[end] & 0xc0) === 0x80) end -= 1; // not in the middle of a character
      bytes = bytes.subarray(0, end);
      read = native.utf8Decode(bytes.buffer, 0, end, false).length;
    }
    destination.set(bytes);
    return { read, written: bytes.length };
  }
}
expose(TextEncoder);

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #held = null; // bytes of a character whose end is in the next chunk
  #started = false; // whether a byte order mark may still come

  constructor(label = "utf-8", options = undefined) {
    const { fatal, ignoreBOM } = toDictionary(options, "the options of a TextDecoder");
    this.#encoding = encodingOf(toString(label));
    this.#fatal = Boolean(fatal);
    this.#ignoreBOM = Boolean(ignoreBOM);
  }

  get encoding() { return this.#encoding; }
  get fatal() { return this.#fatal; }
  get ignoreBOM() { return this.#ignoreBOM; }

  decode(input = undefined, options = undefined) {
    const decoder = DECODERS[this.#encoding];
    const stream = Boolean(toDictionary(options, "the options of decode").stream);
    let bytes = this.#take(input);
    if (stream) bytes = this.#hold(bytes, decoder.unfinished(bytes));
    const text = this.#decode(decoder, bytes);
    const marked = !this.#started && !this.#ignoreBOM && decoder.unicode && text.charCodeAt(0) === 0xfeff;
    this.#started = stream && (this.#started || text.length > 0);
    return marked ? text.slice(1) : text;
  }

  #take(input) {
    if (input !== undefined && !isBufferSource(input)) {
      throw new TypeError(`TextDecoder.decode needs an ArrayBuffer or a view of one, not ${typeof input}`);
    }
    const bytes = input === undefined ? new Uint8Array() : bytesOf(input);
    const held = this.#held;
    if (held === null) return bytes;
    const all = new Uint8Array(held.length + bytes.length);
    all.set(held);
    all.set(bytes, held.length);
    this.#held = null;
    return all;
  }

  #hold(bytes, count) {
    if (count === 0) return bytes;
    this.#held = bytes.slice(bytes.length - count);
    return bytes.subarray(0, bytes.length - count);
  }

  #decode(decoder, bytes) {
    try {
      return decoder.decode(bytes, this.#fatal);
    } catch (error) {
      this.#held = null;
      this.#started = false;
      if (!(error instanceof TypeError)) throw error;
      const message = `The encoded data was not valid for encoding ${this.#encoding}`;
      throw Object.assign(new TypeError(message), { code: "ERR_ENCODING_INVALID_ENCODED_DATA" });
    }
  }
}
expose(TextDecoder);

exports.TextDecoder = TextDecoder;
exports.TextEncoder = TextEncoder;
