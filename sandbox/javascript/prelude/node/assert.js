// assert: the module is the function `assert(value, message)`, as in Node.
const { AssertionError } = require("./assert/assertion_error");
const { deepEqual, deepStrictEqual } = require("./equality");
const { callable, invalidType, unavailable } = require("./errors");
const { inspect } = require("../inspect");
const { isPromise, isRegExp } = require("./util/types");

function fail(message, details) {
  if (Error.isError(message)) throw message;
  throw new AssertionError({ ...details, message });
}

function assert(value, message) {
  if (value) return;
  const generated = message === undefined ? "The expression evaluated to a falsy value" : message;
  fail(generated, { actual: value, expected: true, operator: "==" });
}

// An assertion about two values: throws unless `holds(actual, expected)`.
function binary(operator, holds) {
  return function compare(actual, expected, message) {
    if (!holds(actual, expected)) fail(message, { actual, expected, operator, stackStartFn: compare });
  };
}

const not = (holds) => (left, right) => !holds(left, right);
const looselyEqual = (left, right) => left == right || (Number.isNaN(left) && Number.isNaN(right));

function matchesPattern(operator, wanted) {
  return function match(text, pattern, message) {
    if (!isRegExp(pattern)) throw invalidType("regexp", "an instance of RegExp", pattern);
    if (typeof text === "string" && pattern.test(text) === wanted) return;
    const sentence = wanted
      ? "The input did not match the regular expression"
      : "The input was expected to not match the regular expression";
    const generated = `${sentence} ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`;
    fail(message ?? generated, { actual: text, expected: pattern, operator });
  };
}

const isClass = (expected) => typeof expected === "function" && expected.prototype !== undefined;

// Throws unless the error is as expected: a class, a RegExp for its text, a predicate, or an object of properties.
function checkError(error, expected, message, operator) {
  const details = { actual: error, expected, operator };
  if (isRegExp(expected)) {
    if (expected.test(String(error))) return;
    fail(
      message ??
        `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(error))}\n`,
      details,
    );
  }
  if (isClass(expected)) {
    if (error instanceof expected) return;
    if (Error.isPrototypeOf(expected) || expected === Error) {
      fail(
        message ?? `The error is expected to be an instance of "${expected.name}". Received ${inspect(error)}`,
        details,
      );
    }
  }
  if (typeof expected === "function") {
    if (Reflect.apply(expected, {}, [error]) === true) return;
    fail(
      message ??
        `The ${expected.name || "validation"} function is expected to return "true". Received ${inspect(error)}`,
      details,
    );
  }
  for (const key of expectedKeys(expected)) {
    const isMatch = isRegExp(expected[key]) && typeof error?.[key] === "string" && expected[key].test(error[key]);
    if (!isMatch && !deepStrictEqual(error?.[key], expected[key])) fail(message, details);
  }
}

const expectedKeys = (expected) =>
  Error.isError(expected) ? ["name", "message", ...Object.keys(expected)] : Object.keys(expected);

// assert.throws(fn, message): a string is a message, not an expectation.
function arranged(expected, message) {
  return typeof expected === "string" ? [undefined, expected] : [expected, message];
}

function missing(kind, expected, message, operator) {
  const name = typeof expected === "function" && expected.name ? ` (${expected.name})` : "";
  if (Error.isError(message)) throw message;
  fail(`Missing expected ${kind}${name}${message === undefined ? "." : `: ${message}`}`, {
    actual: undefined,
    expected,
    operator,
  });
}

function throws(run, ...rest) {
  callable(run, "fn");
  const [expected, message] = arranged(...rest);
  let error;
  try {
    run();
  } catch (thrown) {
    error = { thrown };
  }
  if (error === undefined) missing("exception", expected, message, "throws");
  if (expected !== undefined) checkError(error.thrown, expected, message, "throws");
}

async function outcome(promiseOrFunction) {
  const promise = typeof promiseOrFunction === "function" ? promiseOrFunction() : promiseOrFunction;
  if (!isPromise(promise) && typeof promise?.then !== "function") {
    throw invalidType("promiseFn", "of type function or an instance of Promise", promise);
  }
  try {
    await promise;
    return undefined;
  } catch (thrown) {
    return { thrown };
  }
}

async function rejects(promiseOrFunction, ...rest) {
  const [expected, message] = arranged(...rest);
  const error = await outcome(promiseOrFunction);
  if (error === undefined) missing("rejection", expected, message, "rejects");
  if (expected !== undefined) checkError(error.thrown, expected, message, "rejects");
}

function unwanted(kind, error, expected, message, operator) {
  if (isClass(expected) && !(error instanceof expected)) throw error;
  const text = `Got unwanted ${kind}${message ? `: ${message}` : "."}\nActual message: "${error?.message}"`;
  fail(text, { actual: error, expected, operator });
}

function doesNotThrow(run, ...rest) {
  callable(run, "fn");
  const [expected, message] = arranged(...rest);
  try {
    run();
  } catch (error) {
    unwanted("exception", error, expected, message, "doesNotThrow");
  }
}

async function doesNotReject(promiseOrFunction, ...rest) {
  const [expected, message] = arranged(...rest);
  const error = await outcome(promiseOrFunction);
  if (error !== undefined) unwanted("rejection", error.thrown, expected, message, "doesNotReject");
}

function ifError(value) {
  if (value === null || value === undefined) return;
  const text = typeof value?.message === "string" ? value.message : inspect(value);
  fail(`ifError got unwanted exception: ${text}`, { actual: value, expected: null, operator: "ifError" });
}

const strictOnes = {
  deepEqual: binary("deepStrictEqual", deepStrictEqual),
  equal: binary("strictEqual", Object.is),
  notDeepEqual: binary("notDeepStrictEqual", not(deepStrictEqual)),
  notEqual: binary("notStrictEqual", not(Object.is)),
};

const shared = {
  AssertionError,
  CallTracker: unavailable("assert.CallTracker", "count the calls in a variable"),
  deepStrictEqual: strictOnes.deepEqual,
  doesNotMatch: matchesPattern("doesNotMatch", false),
  doesNotReject,
  doesNotThrow,
  fail: (message = "Failed") => fail(message, { operator: "fail" }),
  ifError,
  match: matchesPattern("match", true),
  notDeepStrictEqual: strictOnes.notDeepEqual,
  notStrictEqual: strictOnes.notEqual,
  ok: assert,
  rejects,
  strictEqual: strictOnes.equal,
  throws,
};

Object.assign(assert, shared, {
  deepEqual: binary("deepEqual", deepEqual),
  equal: binary("==", looselyEqual),
  notDeepEqual: binary("notDeepEqual", not(deepEqual)),
  notEqual: binary("!=", not(looselyEqual)),
});

const strict = (value, message) => assert(value, message);
Object.assign(strict, shared, strictOnes, { strict });
assert.strict = strict;

exports.default = assert;
