// Headers (https://fetch.spec.whatwg.org/#headers-class). As in other servers no name is forbidden here: the host
// decides what it sends, and says what it refuses.

const { expose, inspectAs, isObject, iteratePairs, requireArguments, toByteString, toPairs } = require("./webidl");

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const BAD_VALUE = /[\0\r\n]/;

function checkName(name) {
  const text = toByteString(name);
  if (!TOKEN.test(text)) throw new TypeError(`${JSON.stringify(text)} is not a valid header name`);
  return text;
}

function checkValue(name, value) {
  const text = toByteString(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, "");
  if (BAD_VALUE.test(text)) throw new TypeError(`the value of the header ${name} may not hold CR, LF or NUL`);
  return text;
}

let fillHeaders, listOf, sortedOf, makeHeaders;

class Headers {
  #list = []; // [name as given, value, name in lower case], in order
  #sorted = null; // what iteration shows, until the list changes
  #guard = "none";

  constructor(init = undefined) {
    if (init !== undefined) fillHeaders(this, init);
  }

  append(name, value) {
    this.#list;
    requireArguments(arguments.length, 2, "Headers.append");
    const key = checkName(name);
    const text = checkValue(key, value);
    this.#change();
    this.#push(key, text);
  }

  delete(name) {
    this.#list;
    requireArguments(arguments.length, 1, "Headers.delete");
    const key = checkName(name).toLowerCase();
    this.#change();
    this.#list = this.#list.filter((header) => header[2] !== key);
  }

  get(name) {
    this.#list;
    requireArguments(arguments.length, 1, "Headers.get");
    const values = this.#values(checkName(name).toLowerCase());
    return values.length === 0 ? null : values.join(", ");
  }

  getSetCookie() {
    return this.#values("set-cookie");
  }

  has(name) {
    this.#list;
    requireArguments(arguments.length, 1, "Headers.has");
    const key = checkName(name).toLowerCase();
    return this.#list.some((header) => header[2] === key);
  }

  set(name, value) {
    this.#list;
    requireArguments(arguments.length, 2, "Headers.set");
    const given = checkName(name);
    const text = checkValue(given, value);
    this.#change();
    const key = given.toLowerCase();
    const first = this.#list.find((header) => header[2] === key);
    if (first === undefined) {
      this.#push(given, text);
    } else {
      first[1] = text;
      this.#list = this.#list.filter((header) => header === first || header[2] !== key);
    }
  }

  #push(name, value) {
    const key = name.toLowerCase();
    const first = this.#list.find((header) => header[2] === key);
    this.#list.push([first === undefined ? name : first[0], value, key]);
  }

  #change() {
    if (this.#guard === "immutable") throw new TypeError("these headers are immutable: copy them first");
    this.#sorted = null;
  }

  #values(key) {
    return this.#list.filter((header) => header[2] === key).map((header) => header[1]);
  }

  // Sorted by name and combined, but for Set-Cookie, whose values cannot be told apart again.
  #sort() {
    const names = [...new Set(this.#list.map((header) => header[2]))].sort();
    return names.flatMap((name) => {
      const values = this.#values(name);
      return name === "set-cookie" ? values.map((value) => [name, value]) : [[name, values.join(", ")]];
    });
  }

  static {
    sortedOf = (headers) => (headers.#sorted ??= headers.#sort());
    listOf = (headers) => headers.#list.map(([name, value]) => [name, value]);
    // Pairs that are known to be good, e.g. the host's.
    makeHeaders = (guard, pairs = []) => {
      const headers = new Headers();
      headers.#guard = guard;
      for (const [name, value] of pairs) headers.#push(name, value);
      return headers;
    };
    fillHeaders = (headers, init) => {
      if (!isObject(init)) throw new TypeError(`headers must be an object or a list of pairs, not ${typeof init}`);
      const pairs = #list in init ? init.#list : toPairs(init, "the list of headers");
      for (const [name, value] of pairs) headers.append(name, value);
    };
  }
}
iteratePairs(Headers, "Headers", (headers) => sortedOf(headers));
expose(Headers);
inspectAs(Headers, "Headers", (headers) => Object.fromEntries(sortedOf(headers)));

exports.Headers = Headers;
exports.fillHeaders = fillHeaders; // (headers, init): what `new Headers(init)` does
exports.listOf = listOf; // -> [[name, value]], names as they were given, in order
exports.makeHeaders = makeHeaders; // (guard, [[name, value]]) -> Headers; guard: none, request, response, immutable
