// MIME types as they stand in Content-Type (https://mimesniff.spec.whatwg.org/#parsing-a-mime-type).

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const QUOTABLE = /^[\t\x20-\x7e\x80-\xff]*$/;

// -> { essence: "text/plain", parameters: Map } with names in lower case, or null if the text is no MIME type.
function parseMimeType(text) {
  const semicolon = text.indexOf(";");
  const essence = (semicolon === -1 ? text : text.slice(0, semicolon)).trim().toLowerCase();
  const [type, subtype, more] = essence.split("/");
  if (more !== undefined || !TOKEN.test(type) || subtype === undefined || !TOKEN.test(subtype)) return null;
  const parameters = new Map();
  const pattern = /;[\t\n\r ]*([^;=]*)(?:=(?:"((?:[^"\\]|\\[^])*)"?[^;]*|([^;]*)))?/g;
  for (const [, name, quoted, plain] of (semicolon === -1 ? "" : text.slice(semicolon)).matchAll(pattern)) {
    const key = name.toLowerCase();
    const value = quoted === undefined ? plain?.replace(/[\t\n\r ]+$/, "") : quoted.replace(/\\([^])/g, "$1");
    if (value === undefined || (quoted === undefined && value === "")) continue;
    if (TOKEN.test(key) && QUOTABLE.test(value) && !parameters.has(key)) parameters.set(key, value);
  }
  return { essence, parameters };
}

function serializeMimeType({ essence, parameters }) {
  let text = essence;
  for (const [name, value] of parameters) {
    text += `;${name}=${TOKEN.test(value) ? value : `"${value.replace(/(["\\])/g, "\\$1")}"`}`;
  }
  return text;
}

exports.parseMimeType = parseMimeType;
exports.serializeMimeType = serializeMimeType;
