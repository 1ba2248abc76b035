// read* and write* of Buffer: numbers at an offset, in both byte orders, with Node's checks.
const { failure, integer, invalidType, outOfRange } = require("../errors");

const view = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);

function checkOffset(offset, buffer, size) {
  if (typeof offset !== "number") throw invalidType("offset", "of type number", offset);
  if (buffer.length < size) {
    throw failure(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", "Attempt to access memory outside buffer bounds");
  }
  integer(offset, "offset", 0, buffer.length - size);
}

function checkBigInt(value, min, max) {
  if (typeof value !== "bigint") throw new TypeError("Cannot mix BigInt and other types, use explicit conversions");
  if (value < min || value > max) throw outOfRange("value", `>= ${min}n and <= ${max}n`, `${value}n`);
}

function checkNumber(value, min, max) {
  if (value < min || value > max) throw outOfRange("value", `>= ${min} and <= ${max}`, value);
}

// DataView's name of the type, its size in bytes, its range.
const FIXED = [
  ["Uint8", 1, 0, 2 ** 8 - 1],
  ["Uint16", 2, 0, 2 ** 16 - 1],
  ["Uint32", 4, 0, 2 ** 32 - 1],
  ["Int8", 1, -(2 ** 7), 2 ** 7 - 1],
  ["Int16", 2, -(2 ** 15), 2 ** 15 - 1],
  ["Int32", 4, -(2 ** 31), 2 ** 31 - 1],
  ["Float32", 4, -Infinity, Infinity, "Float"],
  ["Float64", 8, -Infinity, Infinity, "Double"],
  ["BigUint64", 8, 0n, 2n ** 64n - 1n, "BigUInt64"],
  ["BigInt64", 8, -(2n ** 63n), 2n ** 63n - 1n],
];

function defineFixed(methods, [type, size, min, max, alias]) {
  const name = alias ?? type.replace("Uint", "UInt");
  const check = typeof min === "bigint" ? checkBigInt : checkNumber;
  for (const order of size === 1 ? [""] : ["LE", "BE"]) {
    const isLittle = order === "LE";
    const read = function (offset = 0) {
      checkOffset(offset, this, size);
      return view(this)[`get${type}`](offset, isLittle);
    };
    const write = function (value, offset = 0) {
      const number = typeof min === "bigint" ? value : +value;
      check(number, min, max);
      checkOffset(offset, this, size);
      view(this)[`set${type}`](offset, number, isLittle);
      return offset + size;
    };
    for (const each of new Set([name, name.replace("UInt", "Uint")])) {
      methods[`read${each}${order}`] = read;
      methods[`write${each}${order}`] = write;
    }
  }
}

// 1 to 6 bytes; the place of byte `index` in the number, most significant last.
function defineVariable(methods, name, isSigned, isLittle) {
  const order = isLittle ? "LE" : "BE";
  methods[`read${name}${order}`] = function (offset, byteLength) {
    integer(byteLength, "byteLength", 1, 6);
    checkOffset(offset, this, byteLength);
    let value = 0;
    for (let index = 0; index < byteLength; index++) {
      value = value * 256 + this[offset + (isLittle ? byteLength - 1 - index : index)];
    }
    return isSigned && value >= 2 ** (8 * byteLength - 1) ? value - 2 ** (8 * byteLength) : value;
  };
  methods[`write${name}${order}`] = function (value, offset, byteLength) {
    integer(byteLength, "byteLength", 1, 6);
    const span = 2 ** (8 * byteLength);
    const number = +value;
    checkNumber(number, isSigned ? -span / 2 : 0, (isSigned ? span / 2 : span) - 1);
    checkOffset(offset, this, byteLength);
    let rest = Math.trunc(number) + (number < 0 ? span : 0);
    for (let index = 0; index < byteLength; index++) {
      this[offset + (isLittle ? index : byteLength - 1 - index)] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return offset + byteLength;
  };
}

const methods = {};
for (const row of FIXED) defineFixed(methods, row);
for (const isLittle of [true, false]) {
  for (const name of ["UInt", "Uint"]) defineVariable(methods, name, false, isLittle);
  defineVariable(methods, "Int", true, isLittle);
}
exports.methods = methods;
