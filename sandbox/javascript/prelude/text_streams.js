// TextEncoderStream and TextDecoderStream (https://encoding.spec.whatwg.org/#interface-textencoderstream).

const { TextDecoder, TextEncoder } = require("./encoding");
const { TransformStream } = require("./transform_stream");
const { expose } = require("./webidl");

class TextEncoderStream {
  #transform;

  constructor() {
    const encoder = new TextEncoder();
    let lead = ""; // the first half of a surrogate pair
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        const text = `${lead}${chunk}`;
        lead = /[\ud800-\udbff]$/.test(text) ? text.slice(-1) : "";
        const bytes = encoder.encode(lead === "" ? text : text.slice(0, -1));
        if (bytes.length > 0) controller.enqueue(bytes);
      },
      flush(controller) {
        if (lead !== "") controller.enqueue(encoder.encode(lead));
      },
    });
  }

  get encoding() {
    this.#transform;
    return "utf-8";
  }

  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}
expose(TextEncoderStream);

class TextDecoderStream {
  #decoder;
  #transform;

  constructor(label = "utf-8", options = undefined) {
    const decoder = new TextDecoder(label, options);
    this.#decoder = decoder;
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        const text = decoder.decode(chunk, { stream: true });
        if (text !== "") controller.enqueue(text);
      },
      flush(controller) {
        const text = decoder.decode();
        if (text !== "") controller.enqueue(text);
      },
    });
  }

  get encoding() { return this.#decoder.encoding; }
  get fatal() { return this.#decoder.fatal; }
  get ignoreBOM() { return this.#decoder.ignoreBOM; }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}
expose(TextDecoderStream);

exports.TextDecoderStream = TextDecoderStream;
exports.TextEncoderStream = TextEncoderStream;
