// Buffer: a Uint8Array with Node's methods. Each has memory of its own: there is no pool, so `byteOffset` starts at 0.
const { atob, btoa } = require("../base64");
const { failure, integer, invalidType } = require("./errors");
const { bytesArgument, compare, methods } = require("./buffer/bytes");
const { encodingNamed, isEncoding } = require("./buffer/encodings");

const MAX_LENGTH = 2 ** 31 - 1; // bytes, the engine's limit for an ArrayBuffer
const MAX_STRING_LENGTH = 2 ** 30 - 1; // UTF-16 units, the engine's limit for a string
const SOURCES = "of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object";

class FastBuffer extends Uint8Array {}

// The old constructor: new Buffer(size), new Buffer(text, encoding), new Buffer(bytes).
function Buffer(value, encodingOrOffset, length) {
  return typeof value === "number" ? alloc(value) : from(value, encodingOrOffset, length);
}
Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = FastBuffer.prototype;

const isBytes = (value) => value instanceof Uint8Array;
const isArrayBuffer = (value) =>
  value instanceof ArrayBuffer || (typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer);

const over = (bytes) => new FastBuffer(bytes.buffer, bytes.byteOffset, bytes.length);

function overArrayBuffer(memory, byteOffset, length) {
  const offset = Math.trunc(+byteOffset) || 0;
  const room = memory.byteLength - offset;
  const size = length === undefined ? room : Math.max(Math.trunc(+length) || 0, 0);
  const outside = offset < 0 || room < 0 ? "offset" : size > room ? "length" : undefined;
  if (outside !== undefined) {
    throw failure(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", `"${outside}" is outside of buffer bounds`);
  }
  return new FastBuffer(memory, offset, size);
}

function fromObject(value, encodingOrOffset, length) {
  const primitive = value.valueOf?.();
  if (primitive !== value && primitive !== null && primitive !== undefined) {
    if (typeof primitive === "string" || typeof primitive === "object")
      return from(primitive, encodingOrOffset, length);
  }
  if (value.length !== undefined) return value.length > 0 ? new FastBuffer(value) : new FastBuffer(0);
  if (value.type === "Buffer" && Array.isArray(value.data)) return new FastBuffer(value.data);
  const toPrimitive = value[Symbol.toPrimitive];
  if (typeof toPrimitive === "function") return from(toPrimitive.call(value, "string"), encodingOrOffset);
  throw invalidType("first", SOURCES, value);
}

function from(value, encodingOrOffset, length) {
  if (typeof value === "string") return over(encodingNamed(encodingOrOffset).decode(value));
  if (typeof value !== "object" || value === null) throw invalidType("first", SOURCES, value);
  return isArrayBuffer(value)
    ? overArrayBuffer(value, encodingOrOffset, length)
    : fromObject(value, encodingOrOffset, length);
}

function alloc(size, fill, encoding) {
  if (typeof size !== "number") throw invalidType("size", "of type number", size);
  if (!(size >= 0 && size <= MAX_LENGTH)) integer(size, "size", 0, MAX_LENGTH);
  const buffer = new FastBuffer(size);
  return fill === undefined || fill === 0 || size === 0 ? buffer : buffer.fill(fill, encoding);
}

function concat(list, totalLength) {
  if (!Array.isArray(list)) throw invalidType("list", "an instance of Array", list);
  list.forEach((each, index) => bytesArgument(each, `list[${index}]`));
  const size = totalLength ?? list.reduce((sum, each) => sum + each.length, 0);
  const result = alloc(integer(size, "length", 0, MAX_LENGTH));
  let at = 0;
  for (const each of list) {
    if (at + each.length > size) {
      result.set(each.subarray(0, size - at), at);
      break;
    }
    result.set(each, at);
    at += each.length;
  }
  return result;
}

function byteLength(value, encoding) {
  if (typeof value === "string") return encodingNamed(isEncoding(encoding) ? encoding : "utf8").size(value);
  if (ArrayBuffer.isView(value) || isArrayBuffer(value)) return value.byteLength;
  throw invalidType("string", "of type string or an instance of Buffer or ArrayBuffer", value);
}

function copyBytesFrom(view, offset = 0, length = view?.length - offset) {
  if (!ArrayBuffer.isView(view) || view instanceof DataView)
    throw invalidType("view", "an instance of TypedArray", view);
  const part = view.subarray(integer(offset, "offset", 0), offset + integer(length, "length", 0));
  return over(new Uint8Array(part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength)));
}

const statics = {
  from,
  alloc,
  allocUnsafe: (size) => alloc(size),
  allocUnsafeSlow: (size) => alloc(size),
  of: (...bytes) => new FastBuffer(bytes),
  concat,
  byteLength,
  copyBytesFrom,
  compare: (left, right) => compare(bytesArgument(left, "buf1"), bytesArgument(right, "buf2")),
  isBuffer: (value) => value instanceof Buffer,
  isEncoding,
  poolSize: 8192,
};

function define(target, properties) {
  for (const key of Reflect.ownKeys(properties)) {
    Object.defineProperty(target, key, {
      value: properties[key],
      writable: true,
      configurable: true,
      enumerable: false,
    });
  }
}

define(Buffer, statics);
Object.defineProperty(Buffer, Symbol.species, { get: () => FastBuffer, configurable: true });
define(Buffer.prototype, {
  constructor: Buffer,
  ...methods,
  ...require("./buffer/numbers").methods,
  ...require("./buffer/search").methods,
});
Object.defineProperties(Buffer.prototype, {
  parent: {
    get() {
      return this instanceof Buffer ? this.buffer : undefined;
    },
    configurable: true,
  },
  offset: {
    get() {
      return this instanceof Buffer ? this.byteOffset : undefined;
    },
    configurable: true,
  },
});

function isUtf8(input) {
  const bytes = isBytes(input) ? input : new Uint8Array(input.buffer ?? input);
  try {
    native.utf8Decode(bytes.buffer, bytes.byteOffset, bytes.length, true);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

const isAscii = (input) =>
  (isBytes(input) ? input : new Uint8Array(input.buffer ?? input)).every((byte) => byte < 0x80);

Object.assign(exports, {
  Buffer,
  SlowBuffer: Buffer.allocUnsafeSlow,
  atob,
  btoa,
  isAscii,
  isUtf8,
  transcode: (source, fromEncoding, toEncoding) => from(over(source).toString(fromEncoding), toEncoding),
  INSPECT_MAX_BYTES: 50,
  kMaxLength: MAX_LENGTH,
  kStringMaxLength: MAX_STRING_LENGTH,
  constants: { MAX_LENGTH, MAX_STRING_LENGTH },
});
