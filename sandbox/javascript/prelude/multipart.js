// multipart/form-data (RFC 7578), written as browsers write it
// (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data), and read strictly.

const { File, bytesOfBlob, joinBytes } = require("./blob");
const { fromCharCodes } = require("./decoders");
const { FormData, entriesOf } = require("./form_data");
const { parseMimeType } = require("./mime_type");

const BOUNDARY_BYTES = 16; // of randomness: no content holds the boundary by chance

function utf8(text) {
  return new Uint8Array(native.utf8Encode(text));
}

function newBoundary() {
  const hex = Array.from(new Uint8Array(native.random(BOUNDARY_BYTES)), (byte) => byte.toString(16).padStart(2, "0"));
  return `----formdata-${hex.join("")}`;
}

function withCrLf(text) {
  return text.replace(/\r\n?|\n/g, "\r\n");
}

function escapeName(text) {
  return text.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
}

function partHead(name, value) {
  const disposition = `Content-Disposition: form-data; name="${escapeName(withCrLf(name))}"`;
  if (typeof value === "string") return `${disposition}\r\n\r\n`;
  const type = value.type || "application/octet-stream";
  return `${disposition}; filename="${escapeName(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`;
}

// -> { bytes, type }: the form as a body, and its Content-Type.
function encodeMultipart(form) {
  const boundary = newBoundary();
  const chunks = [];
  for (const [name, value] of entriesOf(form)) {
    chunks.push(utf8(`--${boundary}\r\n${partHead(name, value)}`));
    chunks.push(typeof value === "string" ? utf8(withCrLf(value)) : bytesOfBlob(value));
    chunks.push(utf8("\r\n"));
  }
  chunks.push(utf8(`--${boundary}--\r\n`));
  return { bytes: joinBytes(chunks), type: `multipart/form-data; boundary=${boundary}` };
}

function malformed(what) {
  return new TypeError(`Failed to parse body as FormData: ${what}`);
}

function decodeText(bytes) {
  return native.utf8Decode(bytes.buffer, bytes.byteOffset, bytes.length, false);
}

// The head of a part, one character a byte -> { name, filename, type }.
function parseHead(head) {
  const fields = {};
  for (const line of head.split("\r\n")) {
    const [, key, value] = /^([^\s:]+):[\t ]*(.*?)[\t ]*$/.exec(line) ?? [];
    if (key === undefined) throw malformed("a part has a line that is no header");
    fields[key.toLowerCase()] = value;
  }
  const disposition = /^form-data;(.*)$/is.exec(fields["content-disposition"] ?? "");
  if (disposition === null) throw malformed("a part has no Content-Disposition: form-data");
  const name = parameter(disposition[1], "name");
  if (name === undefined) throw malformed("a part has no name");
  return { name, filename: parameter(disposition[1], "filename"), type: fields["content-type"] ?? "text/plain" };
}

function parameter(text, name) {
  const found = new RegExp(`(?:^|;)\\s*${name}=(?:"([^"]*)"|([^;"\\s]+))`, "i").exec(text);
  if (found === null) return undefined;
  const plain = (found[1] ?? found[2]).replace(/%0A/gi, "\n").replace(/%0D/gi, "\r").replace(/%22/g, '"');
  return decodeText(Uint8Array.from(plain, (character) => character.charCodeAt(0)));
}

function appendPart(form, head, content) {
  const { name, filename, type } = parseHead(head);
  if (filename === undefined) form.append(name, decodeText(content));
  else form.append(name, new File([content], filename, { type }));
}

// The text has one character a byte, so that its positions are those of the bytes.
function decodeMultipart(bytes, contentType) {
  const boundary = parseMimeType(contentType)?.parameters.get("boundary");
  if (boundary === undefined) throw malformed("the Content-Type has no boundary");
  const delimiter = `\r\n--${boundary}`;
  const text = `\r\n${fromCharCodes(bytes)}`;
  const form = new FormData();
  let at = text.indexOf(delimiter);
  while (at !== -1) {
    const start = at + delimiter.length;
    if (text.startsWith("--", start)) return form;
    if (!text.startsWith("\r\n", start)) break;
    const headEnd = text.indexOf("\r\n\r\n", start);
    const end = text.indexOf(delimiter, headEnd === -1 ? text.length : headEnd + 2);
    if (headEnd === -1 || end === -1) break;
    appendPart(form, text.slice(start + 2, headEnd), bytes.subarray(headEnd + 2, Math.max(end - 2, headEnd + 2)));
    at = end;
  }
  throw malformed("it does not end with its boundary");
}

exports.decodeMultipart = decodeMultipart;
exports.encodeMultipart = encodeMultipart;
