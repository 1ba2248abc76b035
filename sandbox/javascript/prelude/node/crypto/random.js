// randomBytes, randomInt and randomFill: from the run's seed, with a callback or without.
const random = require("../../random");
const { Buffer } = require("../buffer");
const { callable, integer, invalidType, outOfRange } = require("../errors");

const MAX_BYTES = 2 ** 31 - 1;
const MAX_RANGE = 2 ** 48 - 1;

// With a callback the answer comes in a micro-task, never from inside the call.
function answer(value, callback) {
  if (callback === undefined) return value;
  callable(callback, "callback");
  queueMicrotask(() => callback(null, value));
  return undefined;
}

function randomBytes(size, callback) {
  return answer(Buffer.from(random.randomBytes(integer(size, "size", 0, MAX_BYTES)).buffer), callback);
}

function randomInt(min, max, callback) {
  if (max === undefined || typeof max === "function") return randomInt(0, min, max);
  integer(min, "min");
  integer(max, "max");
  if (max <= min) throw outOfRange("max", `greater than the value of "min" (${min})`, max);
  if (max - min > MAX_RANGE) throw outOfRange("max - min", `<= ${MAX_RANGE}`, max - min);
  return answer(min + random.randomBelow(max - min), callback);
}

function randomFillSync(view, offset = 0, size = undefined) {
  if (!ArrayBuffer.isView(view) && !(view instanceof ArrayBuffer)) {
    throw invalidType("buf", "an instance of ArrayBuffer, Buffer, TypedArray, or DataView", view);
  }
  const unit = view.BYTES_PER_ELEMENT ?? 1;
  const start = integer(offset, "offset", 0, view.byteLength / unit) * unit;
  const length = size === undefined ? view.byteLength - start : integer(size, "size", 0, MAX_BYTES) * unit;
  if (start + length > view.byteLength)
    throw outOfRange("size + offset", `<= ${view.byteLength / unit}`, (start + length) / unit);
  const bytes =
    view instanceof ArrayBuffer ? new Uint8Array(view) : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  bytes.set(random.randomBytes(length), start);
  return view;
}

function randomFill(view, ...rest) {
  const callback = callable(rest.pop(), "callback");
  answer(randomFillSync(view, ...rest), callback);
}

Object.assign(exports, { randomBytes, randomFill, randomFillSync, randomInt });
