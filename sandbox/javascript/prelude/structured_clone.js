// structuredClone (https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal).

const { Blob, File, bytesOfBlob, makeBlob } = require("./blob");
const { DOMException } = require("./dom_exception");
const { define, isInterface, isSharedBuffer, requireArguments, toDictionary } = require("./webidl");

const ERRORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const VIEWS = {
  DataView, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array,
  BigUint64Array, Float32Array, Float64Array,
};
if (typeof Float16Array === "function") VIEWS.Float16Array = Float16Array;
const OPAQUE = [Promise, WeakMap, WeakSet, WeakRef, FinalizationRegistry];

// A built-in is known by what its methods accept, not by its prototype, which a program can change.
function accepts(method, value) {
  try {
    Reflect.apply(method, value, []);
    return true;
  } catch {
    return false;
  }
}

const isDate = accepts.bind(null, Date.prototype.getTime);
const isMap = accepts.bind(null, Object.getOwnPropertyDescriptor(Map.prototype, "size").get);
const isSet = accepts.bind(null, Object.getOwnPropertyDescriptor(Set.prototype, "size").get);
const isBuffer = accepts.bind(null, Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength").get);

const TypedArray = Object.getPrototypeOf(Uint8Array);
const typedArrayName = Object.getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get;

function isError(value) {
  return typeof Error.isError === "function" ? Error.isError(value) : value instanceof Error;
}

function refuse(value) {
  const shown = typeof value === "function" ? `the function ${value.name || "(anonymous)"}` : typeof value;
  const what = typeof value === "object" ? `#<${value.constructor?.name ?? "Object"}>` : shown;
  return new DOMException(`${what} could not be cloned.`, "DataCloneError");
}

// `seen`: what was cloned already, so that cycles and shared parts stay what they are.
function clone(value, seen) {
  if (typeof value === "function" || typeof value === "symbol") throw refuse(value);
  if (typeof value !== "object" || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const prototype = Object.getPrototypeOf(value);
  if (Array.isArray(value)) return cloneEntries(value, remember(seen, value, new Array(value.length)), seen);
  if (prototype === Object.prototype || prototype === null) return cloneEntries(value, remember(seen, value, {}), seen);
  return cloneSpecial(value, seen) ?? cloneEntries(value, remember(seen, value, {}), seen);
}

function remember(seen, value, copy) {
  seen.set(value, copy);
  return copy;
}

function cloneEntries(value, copy, seen) {
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(value, key)) continue; // a getter has removed it
    const part = clone(value[key], seen);
    if (key === "__proto__") {
      Object.defineProperty(copy, key, { value: part, writable: true, enumerable: true, configurable: true });
    } else {
      copy[key] = part;
    }
  }
  return copy;
}

// Whatever is not a plain object; undefined for an instance of an author's class, which is cloned as a plain object.
function cloneSpecial(value, seen) {
  if (isMap(value)) return cloneMap(value, seen);
  if (isSet(value)) return cloneSet(value, seen);
  if (isDate(value)) return remember(seen, value, new Date(Date.prototype.getTime.call(value)));
  if (ArrayBuffer.isView(value)) return cloneView(value, seen);
  if (isBuffer(value)) return remember(seen, value, cloneBuffer(value));
  if (value instanceof RegExp) return remember(seen, value, new RegExp(value.source, value.flags));
  if (isSharedBuffer(value)) return value; // the memory is shared, and there is one agent
  if (isInterface(value) || value instanceof DOMException) return remember(seen, value, cloneInterface(value));
  if (isError(value)) return cloneError(value, seen);
  if (OPAQUE.some((Class) => value instanceof Class)) throw refuse(value);
  const primitive = primitiveOf(value);
  if (typeof primitive === "symbol") throw refuse(value);
  return primitive === undefined ? undefined : remember(seen, value, Object(primitive));
}

function cloneMap(value, seen) {
  const copy = remember(seen, value, new Map());
  const entries = [...Map.prototype.entries.call(value)];
  for (const [key, item] of entries) copy.set(clone(key, seen), clone(item, seen));
  return copy;
}

function cloneSet(value, seen) {
  const copy = remember(seen, value, new Set());
  const items = [...Set.prototype.values.call(value)];
  for (const item of items) copy.add(clone(item, seen));
  return copy;
}

function cloneBuffer(value) {
  if (value.detached) throw new DOMException("a detached ArrayBuffer could not be cloned.", "DataCloneError");
  if (!value.resizable) return value.slice(0);
  const copy = new ArrayBuffer(value.byteLength, { maxByteLength: value.maxByteLength });
  new Uint8Array(copy).set(new Uint8Array(value));
  return copy;
}

function cloneView(value, seen) {
  const buffer = clone(value.buffer, seen);
  const name = value instanceof DataView ? "DataView" : typedArrayName.call(value);
  const length = name === "DataView" ? value.byteLength : value.length;
  return remember(seen, value, new VIEWS[name](buffer, value.byteOffset, length));
}

function cloneError(value, seen) {
  const name = `${value.name}`;
  const message = Object.getOwnPropertyDescriptor(value, "message");
  const copy = new (Object.hasOwn(ERRORS, name) ? ERRORS[name] : Error)();
  seen.set(value, copy);
  if (message !== undefined && "value" in message) define(copy, "message", `${message.value}`);
  if (typeof value.stack === "string") define(copy, "stack", value.stack);
  if (Object.hasOwn(value, "cause")) define(copy, "cause", clone(value.cause, seen));
  return copy;
}

function cloneInterface(value) {
  if (value instanceof DOMException) return new DOMException(value.message, value.name);
  if (!(value instanceof Blob)) throw refuse(value);
  if (!(value instanceof File)) return makeBlob(bytesOfBlob(value), value.type);
  return new File([value], value.name, { type: value.type, lastModified: value.lastModified });
}

function primitiveOf(value) {
  for (const Class of [String, Number, Boolean, BigInt, Symbol]) {
    try {
      return Class.prototype.valueOf.call(value);
    } catch {
      // it is none of these
    }
  }
  return undefined;
}

// The buffers of the transfer list arrive as copies, and the originals are detached once everything is cloned.
function prepareTransfer(list, seen) {
  const buffers = [...list];
  for (const [index, buffer] of buffers.entries()) {
    const wrong = transferProblem(buffer, buffers.indexOf(buffer) !== index);
    if (wrong !== null) throw new DOMException(wrong, "DataCloneError");
    seen.set(buffer, cloneBuffer(buffer));
  }
  return buffers;
}

function transferProblem(buffer, again) {
  if (!isBuffer(buffer)) return "only ArrayBuffers can be transferred";
  if (buffer.detached) return "a detached ArrayBuffer cannot be transferred";
  return again ? "an ArrayBuffer is in the transfer list twice" : null;
}

function structuredClone(value, options = undefined) {
  requireArguments(arguments.length, 1, "structuredClone");
  const { transfer = [] } = toDictionary(options, "the options of structuredClone");
  const seen = new Map();
  const buffers = prepareTransfer(transfer, seen);
  const copy = clone(value, seen);
  for (const buffer of buffers) buffer.transfer(0);
  return copy;
}

exports.structuredClone = structuredClone;
