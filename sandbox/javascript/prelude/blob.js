// Blob and File (https://w3c.github.io/FileAPI/). A blob holds its bytes in one piece, which nothing changes.

const { utf8Text } = require("./decoders");
const { ReadableStream } = require("./readable_stream");
const { bytesOf, expose, inspectAs, isBufferSource, isObject } = require("./webidl");
const { requireArguments, toDictionary, toUSVString } = require("./webidl");

let bytesOfBlob, makeBlob;

function joinBytes(chunks) {
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function partBytes(part, endings) {
  if (isBufferSource(part)) return bytesOf(part).slice();
  if (part instanceof Blob) return bytesOfBlob(part);
  const text = toUSVString(part);
  return new Uint8Array(native.utf8Encode(endings === "native" ? text.replace(/\r\n?/g, "\n") : text));
}

function collect(parts, options) {
  if (parts === undefined) return new Uint8Array();
  if (!isObject(parts) || typeof parts[Symbol.iterator] !== "function") {
    throw new TypeError("the parts of a Blob must be a list");
  }
  const endings = options.endings === undefined ? "transparent" : `${options.endings}`;
  if (endings !== "transparent" && endings !== "native") {
    throw new TypeError(`endings must be "transparent" or "native", not "${endings}"`);
  }
  return joinBytes(Array.from(parts, (part) => partBytes(part, endings)));
}

function normalizeType(type) {
  const text = type === undefined ? "" : `${type}`;
  return /[^\x20-\x7e]/.test(text) ? "" : text.toLowerCase();
}

// A position in slice: from the end if negative, and inside the blob.
function clamp(position, size) {
  const at = Math.trunc(Number(position)) || 0;
  return at < 0 ? Math.max(size + at, 0) : Math.min(at, size);
}

class Blob {
  #bytes;
  #type;

  constructor(parts = undefined, options = undefined) {
    const settings = toDictionary(options, "the options of a Blob");
    this.#bytes = collect(parts, settings);
    this.#type = normalizeType(settings.type);
  }

  get size() { return this.#bytes.length; }
  get type() { return this.#type; }

  async arrayBuffer() {
    return this.#bytes.slice().buffer;
  }

  async bytes() {
    return this.#bytes.slice();
  }

  slice(start = 0, end = this.#bytes.length, contentType = "") {
    const size = this.#bytes.length;
    const from = clamp(start, size);
    return makeBlob(this.#bytes.subarray(from, Math.max(clamp(end, size), from)), normalizeType(contentType));
  }

  stream() {
    const bytes = this.#bytes;
    return new ReadableStream({
      pull(controller) {
        if (bytes.length > 0) controller.enqueue(bytes.slice());
        controller.close();
      },
    }, { highWaterMark: 0 });
  }

  async text() {
    return utf8Text(this.#bytes);
  }

  static {
    bytesOfBlob = (blob) => blob.#bytes;
    makeBlob = (bytes, type) => {
      const blob = new Blob();
      blob.#bytes = bytes;
      blob.#type = type;
      return blob;
    };
  }
}
expose(Blob);
inspectAs(Blob, "Blob", (blob) => ({ size: blob.size, type: blob.type }));

class File extends Blob {
  #name;
  #lastModified; // ms since the epoch

  constructor(parts, name, options = undefined) {
    requireArguments(arguments.length, 2, "File");
    super(parts, options);
    this.#name = toUSVString(name);
    const { lastModified } = toDictionary(options, "the options of a File");
    this.#lastModified = lastModified === undefined ? native.now() : Math.trunc(Number(lastModified)) || 0;
  }

  get name() { return this.#name; }
  get lastModified() { return this.#lastModified; }
  get webkitRelativePath() {
    this.#name;
    return "";
  }
}
expose(File);
inspectAs(File, "File", (file) => ({
  size: file.size,
  type: file.type,
  name: file.name,
  lastModified: file.lastModified,
}));

exports.Blob = Blob;
exports.File = File;
exports.bytesOfBlob = bytesOfBlob; // not to be written to
exports.joinBytes = joinBytes;
exports.makeBlob = makeBlob; // (bytes, type), without a copy
