// querystring: the text after "?" as an object. A name that comes more than once has an array of values.
const { Buffer } = require("./buffer");

const MAX_KEYS = 1000; // pairs that parse reads unless maxKeys says otherwise

function escape(value) {
  const text = typeof value === "object" ? String(value) : `${value}`;
  return encodeURIComponent(text);
}

// Percent-decoding to bytes, which may be text in any encoding; a "%" that begins no byte stays.
function unescapeBuffer(text) {
  const source = String(text);
  const bytes = [];
  for (let index = 0; index < source.length; index++) {
    const digits = source[index] === "%" ? source.slice(index + 1, index + 3) : "";
    if (/^[\dA-Fa-f]{2}$/.test(digits)) {
      bytes.push(Number.parseInt(digits, 16));
      index += 2;
    } else {
      bytes.push(source.charCodeAt(index));
    }
  }
  return Buffer.from(bytes);
}

function unescape(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return unescapeBuffer(text).toString();
  }
}

function primitive(value) {
  if (typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return typeof value === "bigint" || typeof value === "boolean" ? String(value) : "";
}

function stringify(object, separator, equals, options) {
  if (typeof object !== "object" || object === null) return "";
  const encode = options?.encodeURIComponent ?? exports.escape;
  const pair = (key, value) => encode(primitive(key)) + (equals || "=") + encode(primitive(value));
  return Object.keys(object)
    .flatMap((key) =>
      Array.isArray(object[key]) ? object[key].map((value) => pair(key, value)) : [pair(key, object[key])],
    )
    .join(separator || "&");
}

function add(result, name, value) {
  const present = result[name];
  if (present === undefined) result[name] = value;
  else if (Array.isArray(present)) present.push(value);
  else result[name] = [present, value];
}

function parse(text, separator, equals, options) {
  const result = { __proto__: null };
  if (typeof text !== "string" || text === "") return result;
  const decode = options?.decodeURIComponent ?? ((part) => (part.includes("%") ? exports.unescape(part) : part));
  const safely = (part) => {
    const spaced = part.replaceAll("+", " ");
    try {
      return decode(spaced);
    } catch {
      return unescape(spaced);
    }
  };
  const limit = typeof options?.maxKeys === "number" ? options.maxKeys : MAX_KEYS;
  const sign = equals || "=";
  const pairs = text.split(separator || "&").filter((pair) => pair !== "");
  for (const pair of limit > 0 ? pairs.slice(0, limit) : pairs) {
    const at = pair.indexOf(sign);
    add(result, safely(at < 0 ? pair : pair.slice(0, at)), at < 0 ? "" : safely(pair.slice(at + sign.length)));
  }
  return result;
}

Object.assign(exports, { decode: parse, encode: stringify, escape, parse, stringify, unescape, unescapeBuffer });
