// util: formatting, promises over callbacks, and questions about values.
const { console } = require("../console");
const { format, formatWithOptions } = require("../format");
const { inspect } = require("../inspect");
const { TextDecoder, TextEncoder } = require("../encoding");
const { Buffer } = require("./buffer");
const { deepStrictEqual } = require("./equality");
const { callable, failure, unavailable } = require("./errors");
const types = require("./util/types");
require("./timers"); // promisify(setTimeout)

const PROMISIFIED = Symbol.for("nodejs.util.promisify.custom");
const ANSI =
  /[\u001b\u009b](?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()#;?]*[0-9A-PR-TZcf-nq-uy=><~])/g;

function promisify(original) {
  callable(original, "original");
  if (original[PROMISIFIED] !== undefined) return callable(original[PROMISIFIED], "util.promisify.custom");
  function promisified(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (error, value) => (error ? reject(error) : resolve(value))]);
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
  const properties = Object.getOwnPropertyDescriptors(original);
  delete properties.prototype;
  return Object.defineProperties(promisified, properties);
}
promisify.custom = PROMISIFIED;

function callbackify(original) {
  callable(original, "original");
  function callbackified(...args) {
    const callback = callable(args.pop(), "last argument");
    const finish = (...values) => queueMicrotask(() => Reflect.apply(callback, this, values));
    Reflect.apply(original, this, args).then(
      (value) => finish(null, value),
      (reason) =>
        finish(reason || failure(Error, "ERR_FALSY_VALUE_REJECTION", "Promise was rejected with falsy value")),
    );
  }
  return Object.defineProperty(callbackified, "name", { value: `${original.name}Callbackified`, configurable: true });
}

function inherits(constructor, parent) {
  callable(constructor, "ctor");
  callable(parent, "superCtor");
  Object.defineProperty(constructor, "super_", { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

// Warns at the first call, once per `code` (or once per function without one).
const warned = new Set();
function deprecate(original, message, code) {
  let done = false;
  return function deprecated(...args) {
    if (!done && !warned.has(code)) {
      done = true;
      if (code !== undefined) warned.add(code);
      console.warn(`DeprecationWarning: ${code === undefined ? "" : `[${code}] `}${message}`);
    }
    return new.target ? Reflect.construct(original, args, new.target) : Reflect.apply(original, this, args);
  };
}

// There is no NODE_DEBUG to switch a section on.
const debuglog = () => Object.assign(() => {}, { enabled: false });

const isObject = (value) => typeof value === "object" && value !== null;

Object.assign(exports, {
  TextDecoder,
  TextEncoder,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  formatWithOptions,
  inherits,
  inspect,
  isDeepStrictEqual: deepStrictEqual,
  promisify,
  stripVTControlCharacters: (text) => String(text).replace(ANSI, ""),
  styleText: (style, text) => String(text), // a log has no colours
  toUSVString: (text) => String(text).toWellFormed(),
  types,
  // Kept by Node for old code.
  _extend: (target, source) => (isObject(source) ? Object.assign(target, source) : target),
  isArray: Array.isArray,
  isBoolean: (value) => typeof value === "boolean",
  isBuffer: Buffer.isBuffer,
  isDate: types.isDate,
  isError: (value) => Error.isError(value) || value instanceof Error,
  isFunction: (value) => typeof value === "function",
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value === null || value === undefined,
  isNumber: (value) => typeof value === "number",
  isObject,
  isPrimitive: (value) => !isObject(value) && typeof value !== "function",
  isRegExp: types.isRegExp,
  isString: (value) => typeof value === "string",
  isSymbol: (value) => typeof value === "symbol",
  isUndefined: (value) => value === undefined,
  // What an integration has no use for.
  MIMEType: unavailable("util.MIMEType", "split the Content-Type header at ';'"),
  getSystemErrorName: unavailable("util.getSystemErrorName", "there are no system calls"),
  parseArgs: unavailable("util.parseArgs", "there is no command line"),
  parseEnv: unavailable("util.parseEnv", "there is no environment; secrets come as the second argument of run()"),
});
