// The body of a Request or Response (https://fetch.spec.whatwg.org/#body-mixin). Bodies are bytes in one piece; a
// stream is made only when somebody asks for one, and one that is given is read to its end.

const { Blob, bytesOfBlob, joinBytes, makeBlob } = require("./blob");
const { utf8Text } = require("./decoders");
const { FormData } = require("./form_data");
const { parseMimeType, serializeMimeType } = require("./mime_type");
const { decodeMultipart, encodeMultipart } = require("./multipart");
const { ReadableStream, isDisturbed } = require("./readable_stream");
const { URLSearchParams, parse } = require("./url_search_params");
const { bytesOf, isBufferSource, toUSVString } = require("./webidl");

// A body: its bytes, or its stream once there is one. `shared`: a clone has the same bytes.
function makeBody(bytes, stream = null) {
  return { bytes, stream, used: false, shared: false };
}

// -> { body, type }: what an author gave as a body, and the Content-Type that goes with it, or null.
function extractBody(given) {
  if (given instanceof ReadableStream) {
    if (given.locked || isDisturbed(given)) throw new TypeError("a stream that is locked or was read can be no body");
    return { body: makeBody(null, given), type: null };
  }
  if (given instanceof Blob) return { body: makeBody(bytesOfBlob(given).slice()), type: given.type || null };
  if (isBufferSource(given)) return { body: makeBody(bytesOf(given).slice()), type: null };
  if (given instanceof FormData) {
    const { bytes, type } = encodeMultipart(given);
    return { body: makeBody(bytes), type };
  }
  const type = given instanceof URLSearchParams ? "application/x-www-form-urlencoded" : "text/plain";
  return { body: makeBody(new Uint8Array(native.utf8Encode(toUSVString(given)))), type: `${type};charset=UTF-8` };
}

function isUsed(body) {
  return body !== null && (body.stream === null ? body.used : isDisturbed(body.stream));
}

function isUnusable(body) {
  return isUsed(body) || (body?.stream?.locked ?? false);
}

function checkUsable(body) {
  if (isUnusable(body)) throw new TypeError("Body is unusable: it was read already (clone() allows to read it twice)");
}

function streamOf(body) {
  if (body === null) return null;
  if (body.stream === null) {
    const { bytes, used } = body;
    body.stream = new ReadableStream({
      pull(controller) {
        if (bytes?.length > 0) controller.enqueue(bytes.slice());
        controller.close();
      },
    }, { highWaterMark: 0 });
    if (used) body.stream.getReader().cancel(); // it is locked and read, as the body is
  }
  return body.stream;
}

function cloneBody(body) {
  if (body === null) return null;
  checkUsable(body);
  if (body.stream === null) {
    body.shared = true;
    return { ...body };
  }
  const [first, second] = body.stream.tee();
  body.stream = first;
  return makeBody(null, second);
}

// The bytes of a body that holds them in one piece, or a promise of the bytes of a stream. Either way it is used now.
function takeBytes(body) {
  checkUsable(body);
  if (body.stream !== null) return readStream(body.stream);
  body.used = true;
  return body.bytes;
}

async function readStream(stream) {
  const chunks = [];
  const reader = stream.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return joinBytes(chunks);
    if (!(value instanceof Uint8Array)) throw new TypeError("a body's stream must give Uint8Array chunks");
    chunks.push(value);
  }
}

async function consume(body) {
  return body === null ? new Uint8Array() : takeBytes(body);
}

// Bytes that the caller may change: those of a body of its own, in a buffer of their own.
function ownBytes(bytes, body) {
  const whole = bytes.byteLength === bytes.buffer.byteLength;
  return whole && body?.stream === null && !body.shared ? bytes : bytes.slice();
}

function decodeForm(bytes, contentType) {
  const essence = parseMimeType(contentType ?? "")?.essence;
  if (essence === "multipart/form-data") return decodeMultipart(bytes, contentType);
  if (essence !== "application/x-www-form-urlencoded") {
    const forms = "multipart/form-data or application/x-www-form-urlencoded";
    throw new TypeError(`a body of type ${contentType} is no form: ${forms} is`);
  }
  const form = new FormData();
  for (const [name, value] of parse(utf8Text(bytes))) form.append(name, value);
  return form;
}

// Gives a class the attributes and methods of the mixin. `bodyOf(object)` also checks that it is of that class.
function mixBody(Class, bodyOf) {
  const mixin = {
    get body() { return streamOf(bodyOf(this)); },
    get bodyUsed() { return isUsed(bodyOf(this)); },
    async arrayBuffer() {
      const body = bodyOf(this);
      return ownBytes(await consume(body), body).buffer;
    },
    async blob() {
      const body = bodyOf(this);
      const type = parseMimeType(this.headers.get("content-type") ?? "");
      return makeBlob(ownBytes(await consume(body), body), type === null ? "" : serializeMimeType(type).toLowerCase());
    },
    async bytes() {
      const body = bodyOf(this);
      return ownBytes(await consume(body), body);
    },
    async formData() {
      const body = bodyOf(this);
      return decodeForm(await consume(body), this.headers.get("content-type"));
    },
    async json() {
      return JSON.parse(utf8Text(await consume(bodyOf(this))));
    },
    async text() {
      return utf8Text(await consume(bodyOf(this)));
    },
  };
  Object.defineProperties(Class.prototype, Object.getOwnPropertyDescriptors(mixin));
}

exports.checkUsable = checkUsable;
exports.cloneBody = cloneBody;
exports.extractBody = extractBody;
exports.makeBody = makeBody;
exports.mixBody = mixBody;
exports.takeBytes = takeBytes;
