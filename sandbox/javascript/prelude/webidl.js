// What the classes of the web platform share: the conversions and property attributes of Web IDL
// (https://webidl.spec.whatwg.org).

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
const interfaces = new Set(); // the prototypes of the classes of the platform
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

function toString(value) {
  return `${value}`; // unlike String(value) this refuses symbols, as the specification asks
}

function toUSVString(value) {
  return `${value}`.toWellFormed();
}

function toByteString(value) {
  const string = `${value}`;
  for (let i = 0; i < string.length; i++) {
    if (string.charCodeAt(i) > 255) {
      throw new TypeError(`"${string}" holds a character above U+00FF (at ${i}): encode it, e.g. percent-encode it`);
    }
  }
  return string;
}

function isObject(value) {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function toDictionary(value, what) {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new TypeError(`${what} must be an object, not ${typeof value}`);
  return value;
}

function requireArguments(given, needed, what) {
  if (given < needed) throw new TypeError(`${what} needs ${needed} argument${needed > 1 ? "s" : ""}, but got ${given}`);
}

function requireFunction(value, what) {
  if (typeof value !== "function") throw new TypeError(`${what} must be a function, not ${typeof value}`);
  return value;
}

// `sequence<sequence<T>>` or `record<K, V>`, as the constructors of Headers and URLSearchParams take them.
function toPairs(value, what) {
  const pairs = [];
  const iterator = value[Symbol.iterator];
  if (iterator === undefined || iterator === null) {
    for (const key of Reflect.ownKeys(value)) {
      if (Object.getOwnPropertyDescriptor(value, key)?.enumerable) pairs.push([toString(key), value[key]]);
    }
    return pairs;
  }
  requireFunction(iterator, `Symbol.iterator of ${what}`);
  for (const item of value) {
    if (!isObject(item)) throw new TypeError(`${what} must hold [name, value] pairs, not ${typeof item}`);
    const pair = [...item];
    if (pair.length !== 2) throw new TypeError(`${what} must hold [name, value] pairs, not a list of ${pair.length}`);
    pairs.push(pair);
  }
  return pairs;
}

function bytesOf(source) {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  return new Uint8Array(source);
}

function isBufferSource(value) {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer || isSharedBuffer(value);
}

function isSharedBuffer(value) {
  return typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer;
}

function makeEnumerable(object, skipped) {
  for (const name of Object.getOwnPropertyNames(object)) {
    if (skipped.includes(name)) continue;
    Object.defineProperty(object, name, { enumerable: true });
  }
}

// Operations and attributes of an interface are enumerable, unlike the methods of a JavaScript class.
function expose(Class, name = Class.name) {
  interfaces.add(Class.prototype);
  makeEnumerable(Class.prototype, ["constructor"]);
  makeEnumerable(Class, ["length", "name", "prototype"]);
  define(Class.prototype, Symbol.toStringTag, name, false);
}

// Whether an object is of a class of the platform, or derived from one.
function isInterface(object) {
  for (let each = Object.getPrototypeOf(object); each !== null; each = Object.getPrototypeOf(each)) {
    if (interfaces.has(each)) return true;
  }
  return false;
}

function define(object, key, value, writable = true) {
  Object.defineProperty(object, key, { value, writable, enumerable: false, configurable: true });
}

function defineConstants(Class, constants) {
  for (const [name, value] of Object.entries(constants)) {
    const attributes = { value, writable: false, enumerable: true, configurable: false };
    Object.defineProperty(Class, name, attributes);
    Object.defineProperty(Class.prototype, name, attributes);
  }
}

// What console and util.inspect show of an object whose state is private.
function inspectAs(Class, name, view) {
  define(Class.prototype, INSPECT, function (depth, options, inspect) {
    const shown = view(this);
    return typeof inspect === "function" ? `${name} ${inspect(shown, options)}` : shown;
  });
}

// Makes `Class` iterable over the [key, value] pairs of `entriesOf(object)`. The list is asked for again at each step:
// a change during the iteration is seen, as in browsers.
function iteratePairs(Class, name, entriesOf) {
  class PairIterator {
    #target;
    #kind;
    #index = 0;

    constructor(target, kind) {
      this.#target = target;
      this.#kind = kind;
    }

    next() {
      const entry = entriesOf(this.#target)[this.#index];
      if (entry === undefined) return { value: undefined, done: true };
      this.#index += 1;
      return { value: this.#kind === "entries" ? [entry[0], entry[1]] : entry[this.#kind], done: false };
    }
  }
  delete PairIterator.prototype.constructor;
  Object.setPrototypeOf(PairIterator.prototype, IteratorPrototype);
  expose(PairIterator, `${name} Iterator`);

  const methods = {
    entries() {
      entriesOf(this);
      return new PairIterator(this, "entries");
    },
    forEach(callback, thisArg = undefined) {
      entriesOf(this);
      requireFunction(callback, `the callback of ${name}.forEach`);
      for (let i = 0, entry; (entry = entriesOf(this)[i]) !== undefined; i++) {
        callback.call(thisArg, entry[1], entry[0], this);
      }
    },
    keys() {
      entriesOf(this);
      return new PairIterator(this, 0);
    },
    values() {
      entriesOf(this);
      return new PairIterator(this, 1);
    },
  };
  Object.assign(Class.prototype, methods);
  define(Class.prototype, Symbol.iterator, methods.entries);
}

exports.bytesOf = bytesOf;
exports.define = define;
exports.defineConstants = defineConstants;
exports.expose = expose;
exports.inspectAs = inspectAs;
exports.isBufferSource = isBufferSource;
exports.isInterface = isInterface;
exports.isObject = isObject;
exports.isSharedBuffer = isSharedBuffer;
exports.iteratePairs = iteratePairs;
exports.requireArguments = requireArguments;
exports.requireFunction = requireFunction;
exports.toByteString = toByteString;
exports.toDictionary = toDictionary;
exports.toPairs = toPairs;
exports.toString = toString;
exports.toUSVString = toUSVString;
