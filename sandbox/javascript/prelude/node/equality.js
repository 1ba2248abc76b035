// Deep equality of util.isDeepStrictEqual and assert: strict (Object.is, same prototypes) or loose (==).
const types = require("./util/types");

const isObject = (value) => typeof value === "object" && value !== null;
const tagOf = (value) => Object.prototype.toString.call(value);
const same = (left, right, isStrict) =>
  isStrict ? Object.is(left, right) : left == right || (Number.isNaN(left) && Number.isNaN(right));

function enumerableKeys(value, isStrict) {
  const keys = Object.keys(value);
  if (!isStrict) return keys;
  const symbols = Object.getOwnPropertySymbols(value).filter((symbol) =>
    Object.prototype.propertyIsEnumerable.call(value, symbol),
  );
  return [...keys, ...symbols];
}

class Comparison {
  constructor(isStrict) {
    this.isStrict = isStrict;
    this.pairs = []; // [left, right] that are being compared: a cycle counts as equal
  }

  equal(left, right) {
    if (left === right && (left !== 0 || !this.isStrict || Object.is(left, right))) return true;
    if (!isObject(left) || !isObject(right)) {
      return (this.isStrict || (!isObject(left) && !isObject(right))) && same(left, right, this.isStrict);
    }
    if (this.isStrict && Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
    if (tagOf(left) !== tagOf(right) || Array.isArray(left) !== Array.isArray(right)) return false;
    if (this.pairs.some(([one, other]) => one === left && other === right)) return true;
    this.pairs.push([left, right]);
    try {
      return this.contents(left, right) && this.properties(left, right);
    } finally {
      this.pairs.pop();
    }
  }

  // What the object holds in internal slots.
  contents(left, right) {
    if (Array.isArray(left)) return left.length === right.length;
    if (types.isDate(left)) return types.isDate(right) && Object.is(left.getTime(), right.getTime());
    if (types.isRegExp(left))
      return types.isRegExp(right) && String(left) === String(right) && left.lastIndex === right.lastIndex;
    if (Error.isError(left)) return Error.isError(right) && this.errors(left, right);
    if (ArrayBuffer.isView(left)) return ArrayBuffer.isView(right) && this.views(left, right);
    if (types.isAnyArrayBuffer(left))
      return types.isAnyArrayBuffer(right) && bytesEqual(new Uint8Array(left), new Uint8Array(right));
    if (types.isSet(left)) return types.isSet(right) && left.size === right.size && this.sets(left, right);
    if (types.isMap(left)) return types.isMap(right) && left.size === right.size && this.maps(left, right);
    if (types.isBoxedPrimitive(left))
      return types.isBoxedPrimitive(right) && Object.is(left.valueOf(), right.valueOf());
    return !(types.isWeakMap(left) || types.isWeakSet(left) || types.isPromise(left));
  }

  errors(left, right) {
    const keys = ["name", "message", "cause", "errors"];
    return keys.every(
      (key) => Object.hasOwn(left, key) === Object.hasOwn(right, key) && this.equal(left[key], right[key]),
    );
  }

  views(left, right) {
    if (left.byteLength !== right.byteLength) return false;
    const isFloat = types.isFloat32Array(left) || types.isFloat64Array(left);
    if (isFloat) return left.every((value, index) => same(value, right[index], this.isStrict));
    const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    return bytesEqual(bytes(left), bytes(right));
  }

  sets(left, right) {
    const rest = [...right].filter((value) => isObject(value) || !this.isStrict);
    for (const value of left) {
      if (this.isStrict ? !isObject(value) && right.has(value) : right.has(value) && !isObject(value)) {
        const at = rest.indexOf(value);
        if (at >= 0) rest.splice(at, 1);
        continue;
      }
      const index = rest.findIndex((other) => this.equal(value, other));
      if (index < 0) return false;
      rest.splice(index, 1);
    }
    return true;
  }

  maps(left, right) {
    const rest = [...right.keys()];
    for (const [key, value] of left) {
      const index = rest.findIndex((other) => this.equal(key, other) && this.equal(value, right.get(other)));
      if (index < 0) return false;
      rest.splice(index, 1);
    }
    return true;
  }

  properties(left, right) {
    const keys = enumerableKeys(left, this.isStrict);
    if (keys.length !== enumerableKeys(right, this.isStrict).length) return false;
    const holds = Object.prototype.propertyIsEnumerable;
    return keys.every(
      (key) => holds.call(right, key) && (ArrayBuffer.isView(left) || this.equal(left[key], right[key])),
    );
  }
}

function bytesEqual(left, right) {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

exports.deepEqual = (left, right) => new Comparison(false).equal(left, right);
exports.deepStrictEqual = (left, right) => new Comparison(true).equal(left, right);
