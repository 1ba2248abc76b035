// URLSearchParams and the application/x-www-form-urlencoded format (https://url.spec.whatwg.org/#urlsearchparams).

const { expose, inspectAs, isObject, iteratePairs, requireArguments, toPairs, toUSVString } = require("./webidl");

// Decodes what one side of "=" holds. `decodeURIComponent` is exact for valid UTF-8 and refuses the rest.
function unescape(text) {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return unescapeBytes(spaced);
  }
}

function unescapeBytes(text) {
  const input = new Uint8Array(native.utf8Encode(text));
  const output = new Uint8Array(input.length);
  let length = 0;
  for (let i = 0; i < input.length; i++) {
    const hex = input[i] === 0x25 ? String.fromCharCode(input[i + 1], input[i + 2]) : "";
    const escaped = /^[0-9A-Fa-f]{2}$/.test(hex);
    output[length++] = escaped ? parseInt(hex, 16) : input[i];
    if (escaped) i += 2;
  }
  return native.utf8Decode(output.buffer, 0, length, false);
}

function parse(text) {
  const pairs = [];
  for (const part of text.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    if (equals === -1) pairs.push([unescape(part), ""]);
    else pairs.push([unescape(part.slice(0, equals)), unescape(part.slice(equals + 1))]);
  }
  return pairs;
}

function escape(text) {
  if (/^[\w*.-]*$/.test(text)) return text;
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

function serialize(pairs) {
  return pairs.map(([name, value]) => `${escape(name)}=${escape(value)}`).join("&");
}

let attach, replaceAll, pairsOf;

class URLSearchParams {
  #pairs; // [name, value], in order
  #onChange = null; // tells the URL whose query this is

  constructor(init = "") {
    if (!isObject(init)) {
      const text = toUSVString(init);
      this.#pairs = parse(text[0] === "?" ? text.slice(1) : text);
    } else {
      this.#pairs = toPairs(init, "the list of query parameters").map(([name, value]) => [
        toUSVString(name),
        toUSVString(value),
      ]);
    }
  }

  get size() { return this.#pairs.length; }

  append(name, value) {
    this.#pairs;
    requireArguments(arguments.length, 2, "URLSearchParams.append");
    this.#pairs.push([toUSVString(name), toUSVString(value)]);
    this.#onChange?.();
  }

  delete(name, value = undefined) {
    this.#pairs;
    requireArguments(arguments.length, 1, "URLSearchParams.delete");
    const matches = matcher(name, value);
    this.#pairs = this.#pairs.filter((pair) => !matches(pair));
    this.#onChange?.();
  }

  get(name) {
    this.#pairs;
    requireArguments(arguments.length, 1, "URLSearchParams.get");
    return this.#pairs.find(matcher(name))?.[1] ?? null;
  }

  getAll(name) {
    this.#pairs;
    requireArguments(arguments.length, 1, "URLSearchParams.getAll");
    return this.#pairs.filter(matcher(name)).map((pair) => pair[1]);
  }

  has(name, value = undefined) {
    this.#pairs;
    requireArguments(arguments.length, 1, "URLSearchParams.has");
    return this.#pairs.some(matcher(name, value));
  }

  set(name, value) {
    this.#pairs;
    requireArguments(arguments.length, 2, "URLSearchParams.set");
    const matches = matcher(name);
    const text = toUSVString(value);
    const first = this.#pairs.find(matches);
    if (first === undefined) {
      this.#pairs.push([toUSVString(name), text]);
    } else {
      first[1] = text;
      this.#pairs = this.#pairs.filter((pair) => pair === first || !matches(pair));
    }
    this.#onChange?.();
  }

  sort() {
    this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)); // by UTF-16 code units, stable
    this.#onChange?.();
  }

  toString() {
    return serialize(this.#pairs);
  }

  static {
    pairsOf = (params) => params.#pairs;
    replaceAll = (params, query) => { params.#pairs = parse(query); };
    attach = (params, onChange) => { params.#onChange = onChange; };
  }
}

function matcher(name, value = undefined) {
  const wanted = toUSVString(name);
  if (value === undefined) return (pair) => pair[0] === wanted;
  const text = toUSVString(value);
  return (pair) => pair[0] === wanted && pair[1] === text;
}

iteratePairs(URLSearchParams, "URLSearchParams", (params) => pairsOf(params));
expose(URLSearchParams);
inspectAs(URLSearchParams, "URLSearchParams", (params) => Object.fromEntries(params));

exports.URLSearchParams = URLSearchParams;
exports.attach = attach; // (params, onChange): what to do when the parameters change
exports.parse = parse; // application/x-www-form-urlencoded to [name, value] pairs
exports.replaceAll = replaceAll; // (params, query): new parameters, without telling anybody
exports.serialize = serialize;
