// Errors as Node's modules throw them: a built-in class, Node's `code`, a message that names the value.

function received(value) {
  if (value === null || value === undefined) return `Received ${value}`;
  if (typeof value === "function") return `Received function ${value.name}`;
  if (typeof value === "object") {
    const name = value.constructor?.name;
    return name ? `Received an instance of ${name}` : "Received an object without a prototype";
  }
  const text =
    typeof value === "string" ? `'${value.length > 25 ? `${value.slice(0, 25)}...` : value}'` : String(value);
  return `Received type ${typeof value} (${text})`;
}

const failure = (Kind, code, message) => Object.assign(new Kind(message), { code });

const invalidType = (name, expected, value) =>
  failure(TypeError, "ERR_INVALID_ARG_TYPE", `The "${name}" argument must be ${expected}. ${received(value)}`);

const invalidValue = (name, value, reason) =>
  failure(TypeError, "ERR_INVALID_ARG_VALUE", `The argument '${name}' ${reason}. Received ${String(value)}`);

const outOfRange = (name, range, value) =>
  failure(
    RangeError,
    "ERR_OUT_OF_RANGE",
    `The value of "${name}" is out of range. It must be ${range}. Received ${value}`,
  );

function integer(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  if (typeof value !== "number") throw invalidType(name, "of type number", value);
  if (!Number.isInteger(value)) throw outOfRange(name, "an integer", value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} and <= ${max}`, value);
  return value;
}

function string(value, name) {
  if (typeof value !== "string") throw invalidType(name, "of type string", value);
  return value;
}

function callable(value, name) {
  if (typeof value !== "function") throw invalidType(name, "of type function", value);
  return value;
}

// What Node has and an integration has not: a function that says so when it is called, not when it is looked at.
function unavailable(name, remedy) {
  return function refuse() {
    throw failure(Error, "ERR_NOT_AVAILABLE", `${name} is not available in an integration: ${remedy}`);
  };
}

Object.assign(exports, { failure, invalidType, invalidValue, outOfRange, integer, string, callable, unavailable });
