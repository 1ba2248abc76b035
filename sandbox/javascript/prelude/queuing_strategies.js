// The queues of streams (https://streams.spec.whatwg.org/#qs-api): how much they hold before they ask for patience.

const { expose, requireArguments, requireFunction, toDictionary } = require("./webidl");

class CountQueuingStrategy {
  #highWaterMark;

  constructor(init) {
    requireArguments(arguments.length, 1, "CountQueuingStrategy");
    this.#highWaterMark = Number(toDictionary(init, "the strategy").highWaterMark);
  }

  get highWaterMark() { return this.#highWaterMark; }
  get size() {
    this.#highWaterMark;
    return countSize;
  }
}
expose(CountQueuingStrategy);

class ByteLengthQueuingStrategy {
  #highWaterMark;

  constructor(init) {
    requireArguments(arguments.length, 1, "ByteLengthQueuingStrategy");
    this.#highWaterMark = Number(toDictionary(init, "the strategy").highWaterMark);
  }

  get highWaterMark() { return this.#highWaterMark; }
  get size() {
    this.#highWaterMark;
    return byteSize;
  }
}
expose(ByteLengthQueuingStrategy);

function countSize() {
  return 1;
}

function byteSize(chunk) {
  return chunk.byteLength;
}

// -> { highWaterMark, size }, checked.
function readStrategy(strategy, defaultHighWaterMark) {
  const { highWaterMark = defaultHighWaterMark, size } = toDictionary(strategy, "the queuing strategy");
  const mark = Number(highWaterMark);
  if (!(mark >= 0)) throw new RangeError(`highWaterMark must be 0 or more, not ${mark}`);
  return { highWaterMark: mark, size: size === undefined ? countSize : requireFunction(size, "size") };
}

// The size of a chunk, checked: a size function is the author's.
function sizeOf(size, chunk) {
  const result = Number(size(chunk));
  if (!(result >= 0) || result === Infinity) throw new RangeError(`the size of a chunk must be finite, not ${result}`);
  return result;
}

exports.ByteLengthQueuingStrategy = ByteLengthQueuingStrategy;
exports.CountQueuingStrategy = CountQueuingStrategy;
exports.readStrategy = readStrategy;
exports.sizeOf = sizeOf;
