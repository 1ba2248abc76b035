// The built-in class that an object is of: found by its prototypes, proven by its internal slot. Asking each check in
// turn would be right for objects with a changed prototype, too, but every "no" there costs an exception.
const types = require("./types");

const { getPrototypeOf } = Object;

const KINDS = new Map([
  [Map.prototype, ["Map", types.isMap]],
  [Set.prototype, ["Set", types.isSet]],
  [getPrototypeOf(Uint8Array.prototype), ["TypedArray", types.isTypedArray]],
  [DataView.prototype, ["DataView", types.isDataView]],
  [ArrayBuffer.prototype, ["ArrayBuffer", types.isArrayBuffer]],
  [RegExp.prototype, ["RegExp", types.isRegExp]],
  [Date.prototype, ["Date", types.isDate]],
  [Promise.prototype, ["Promise", types.isPromise]],
  [WeakMap.prototype, ["WeakMap", types.isWeakMap]],
  [WeakSet.prototype, ["WeakSet", types.isWeakSet]],
  ...[Number, String, Boolean, BigInt, Symbol].map((Kind) => [
    Kind.prototype,
    [Kind.name, types[`is${Kind.name}Object`]],
  ]),
]);

// "Array", "Error", "Map", ..., or undefined for an object of no such class.
exports.kindOf = function kindOf(value) {
  if (Array.isArray(value)) return "Array";
  if (Error.isError(value)) return "Error";
  for (let each = getPrototypeOf(value); each !== null; each = getPrototypeOf(each)) {
    const kind = KINDS.get(each);
    if (kind !== undefined) return kind[1](value) ? kind[0] : undefined;
  }
  return undefined;
};
