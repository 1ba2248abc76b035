// Deep equality of util.isDeepStrictEqual and assert: strict (Object.is, same prototypes) or loose (==).
const { bytesOf } = require("../webidl");
const { kindOf } = require("./util/kind");

const isObject = (value) => typeof value === "object" && value !== null;
const tagOf = (value) => Object.prototype.toString.call(value);
const isEnumerable = (value, key) => Object.prototype.propertyIsEnumerable.call(value, key);

function bytesEqual(left, right) {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

// Takes each member of the left out of the right; `find` gives the place of its partner.
function matched(left, right, find) {
  const rest = [...right];
  for (const member of left) {
    const index = find(rest, member);
    if (index < 0) return false;
    rest.splice(index, 1);
  }
  return true;
}

const sameValue = (left, right) => Object.is(left.valueOf(), right.valueOf());
const unequal = () => false; // what cannot be looked into is equal to itself only

// What objects of a built-in class hold beside their properties.
const contents = {
  __proto__: null,
  Array: (left, right) => left.length === right.length,
  ArrayBuffer: (left, right) => bytesEqual(bytesOf(left), bytesOf(right)),
  BigInt: sameValue,
  Boolean: sameValue,
  DataView: (left, right) => bytesEqual(bytesOf(left), bytesOf(right)),
  Date: (left, right) => Object.is(left.getTime(), right.getTime()),

  Error(left, right, comparison) {
    return ["name", "message", "cause", "errors"].every(
      (key) => Object.hasOwn(left, key) === Object.hasOwn(right, key) && comparison.equal(left[key], right[key]),
    );
  },

  Map(left, right, comparison) {
    const hasPartner = (key) => (other) =>
      comparison.equal(key, other) && comparison.equal(left.get(key), right.get(other));
    return (
      left.size === right.size && matched(left.keys(), right.keys(), (rest, key) => rest.findIndex(hasPartner(key)))
    );
  },

  Number: sameValue,
  Promise: unequal,
  RegExp: (left, right) => String(left) === String(right) && left.lastIndex === right.lastIndex,

  Set(left, right, comparison) {
    if (left.size !== right.size) return false;
    const members = [...left].filter((member) => isObject(member) || !right.has(member));
    const others = [...right].filter((member) => isObject(member) || !left.has(member));
    if (members.length !== others.length) return false;
    return matched(members, others, (rest, member) => rest.findIndex((other) => comparison.equal(member, other)));
  },

  String: sameValue,
  Symbol: sameValue,

  TypedArray(left, right, comparison) {
    if (left.length !== right.length) return false;
    if (!left[Symbol.toStringTag].startsWith("Float")) return bytesEqual(bytesOf(left), bytesOf(right));
    return left.every((value, index) => comparison.same(value, right[index]));
  },

  WeakMap: unequal,
  WeakSet: unequal,
};

class Comparison {
  constructor(isStrict) {
    this.isStrict = isStrict;
    this.open = new Map(); // left -> those it is being compared with: a cycle counts as equal
  }

  same(left, right) {
    return this.isStrict ? Object.is(left, right) : left == right || (Number.isNaN(left) && Number.isNaN(right));
  }

  equal(left, right) {
    if (!isObject(left) || !isObject(right)) {
      return (this.isStrict || isObject(left) === isObject(right)) && this.same(left, right);
    }
    if (left === right) return true;
    if (this.isStrict && Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
    const kind = kindOf(left);
    if (tagOf(left) !== tagOf(right) || kind !== kindOf(right)) return false;
    const partners = this.open.get(left) ?? new Set();
    if (partners.has(right)) return true;
    this.open.set(left, partners.add(right));
    const equal = (kind === undefined || contents[kind](left, right, this)) && this.properties(left, right);
    partners.delete(right);
    return equal;
  }

  properties(left, right) {
    const keys = this.keys(left);
    if (keys.length !== this.keys(right).length) return false;
    // The elements of a view were compared as bytes.
    const isView = ArrayBuffer.isView(left);
    // A loop, not every(): fewer frames, so that deeper objects can be compared.
    for (const key of keys) {
      if (!isEnumerable(right, key) || !(isView || this.equal(left[key], right[key]))) return false;
    }
    return true;
  }

  keys(value) {
    const keys = Object.keys(value);
    if (!this.isStrict) return keys;
    for (const symbol of Object.getOwnPropertySymbols(value)) if (isEnumerable(value, symbol)) keys.push(symbol);
    return keys;
  }
}

exports.deepEqual = (left, right) => new Comparison(false).equal(left, right);
exports.deepStrictEqual = (left, right) => new Comparison(true).equal(left, right);
