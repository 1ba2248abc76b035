// AssertionError: the error that assert throws, with a message for people when the author gave none.
const { inspect } = require("../../inspect");

const SHOWN = 2000; // characters of each side in a message

// Operator -> what was expected of the two sides.
const expectations = {
  __proto__: null,
  deepStrictEqual: "Expected values to be strictly deep-equal:",
  deepEqual: "Expected values to be loosely deep-equal:",
  strictEqual: "Expected values to be strictly equal:",
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
};

function shown(value) {
  const text = inspect(value, { depth: 20, sorted: true });
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

function explain(actual, expected, operator) {
  const head = expectations[operator];
  if (head === undefined) return `${shown(actual)} ${operator} ${shown(expected)}`;
  const [left, right] = [shown(actual), shown(expected)];
  if (operator.startsWith("not")) return right.includes("\n") ? `${head}\n\n${right}\n` : `${head} ${right}`;
  if (!left.includes("\n") && !right.includes("\n")) return `${head}\n\n${left} !== ${right}\n`;
  return `${head}\n\nactual:\n${left}\n\nexpected:\n${right}\n`;
}

class AssertionError extends Error {
  constructor({ message, actual, expected, operator, stackStartFn } = {}) {
    super(message === undefined ? explain(actual, expected, operator) : String(message));
    this.generatedMessage = message === undefined;
    this.code = "ERR_ASSERTION";
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Error.captureStackTrace?.(this, stackStartFn ?? AssertionError);
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}
Object.defineProperty(AssertionError.prototype, "name", {
  value: "AssertionError",
  writable: true,
  configurable: true,
});

exports.AssertionError = AssertionError;
