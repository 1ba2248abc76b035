// util.types: what a value really is, by its internal slot where the language lets one ask, not by its prototype.

const { CryptoKey } = require("../../webcrypto/crypto_key");

const getter = (prototype, key) => Object.getOwnPropertyDescriptor(prototype, key).get;

// A method that throws on a foreign `this` tells whether the value has the internal slot.
function accepts(method, ...args) {
  return (value) => {
    try {
      method.call(value, ...args);
      return true;
    } catch {
      return false;
    }
  };
}

const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";
const tagOf = (value) => Object.prototype.toString.call(value);
const boxed = (Kind) => {
  const holds = accepts(Kind.prototype.valueOf);
  return (value) => typeof value === "object" && holds(value);
};

const typedArrayName = getter(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag);
const isArrayBuffer = accepts(getter(ArrayBuffer.prototype, "byteLength"));
const isSharedArrayBuffer =
  typeof SharedArrayBuffer === "function" ? accepts(getter(SharedArrayBuffer.prototype, "byteLength")) : () => false;
const hasSource = accepts(getter(RegExp.prototype, "source"));

const types = {
  isAnyArrayBuffer: (value) => isArrayBuffer(value) || isSharedArrayBuffer(value),
  isArgumentsObject: (value) => tagOf(value) === "[object Arguments]",
  isArrayBuffer,
  isArrayBufferView: (value) => ArrayBuffer.isView(value),
  isAsyncFunction: (value) =>
    typeof value === "function" && /^\[object Async(Generator)?Function\]$/.test(tagOf(value)),
  isBigIntObject: boxed(BigInt),
  isBooleanObject: boxed(Boolean),
  isCryptoKey: (value) => isObject(value) && value instanceof CryptoKey,
  isDataView: accepts(getter(DataView.prototype, "byteLength")),
  isDate: accepts(Date.prototype.getTime),
  isExternal: () => false,
  isGeneratorFunction: (value) => typeof value === "function" && /GeneratorFunction\]$/.test(tagOf(value)),
  isGeneratorObject: (value) => isObject(value) && tagOf(value) === "[object Generator]",
  isKeyObject: () => false,
  isMap: accepts(getter(Map.prototype, "size")),
  isMapIterator: (value) => isObject(value) && tagOf(value) === "[object Map Iterator]",
  isModuleNamespaceObject: (value) => isObject(value) && tagOf(value) === "[object Module]",
  isNativeError: (value) => Error.isError(value),
  isNumberObject: boxed(Number),
  isPromise: (value) => isObject(value) && value instanceof Promise,
  isProxy: () => false, // the language cannot tell, and the engine does not say
  isRegExp: (value) => value !== RegExp.prototype && hasSource(value),
  isSet: accepts(getter(Set.prototype, "size")),
  isSetIterator: (value) => isObject(value) && tagOf(value) === "[object Set Iterator]",
  isSharedArrayBuffer,
  isStringObject: boxed(String),
  isSymbolObject: boxed(Symbol),
  isTypedArray: (value) => typedArrayName.call(value) !== undefined,
  isWeakMap: accepts(WeakMap.prototype.has, {}),
  isWeakSet: accepts(WeakSet.prototype.has, {}),
};

types.isBoxedPrimitive = (value) =>
  types.isNumberObject(value) ||
  types.isStringObject(value) ||
  types.isBooleanObject(value) ||
  types.isBigIntObject(value) ||
  types.isSymbolObject(value);

const ELEMENTS = "Uint8 Uint8Clamped Uint16 Uint32 Int8 Int16 Int32 Float32 Float64 BigInt64 BigUint64";
for (const element of ELEMENTS.split(" ")) {
  types[`is${element}Array`] = (value) => typedArrayName.call(value) === `${element}Array`;
}

Object.assign(exports, types);
