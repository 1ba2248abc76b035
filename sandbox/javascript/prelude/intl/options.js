// Reading of options as ECMA-402 section 9.2 tells it: each is read once, in the order the constructors ask for them.

exports.coerce = function (options) {
  if (options === undefined) return Object.create(null);
  if (options === null) throw new TypeError("Cannot convert undefined or null to object");
  return Object(options);
};

// For the constructors that came after ES2020: a primitive is an error, not an empty object.
exports.object = function (options) {
  if (options === undefined) return Object.create(null);
  if (options === null || (typeof options !== "object" && typeof options !== "function")) {
    throw new TypeError("Incorrect options: expected an object, got " + String(options));
  }
  return options;
};

exports.string = function (options, name, allowed, fallback, service) {
  let value = options[name];
  if (value === undefined) return fallback;
  value = String(value);
  if (allowed !== undefined && !allowed.includes(value)) throw outOfRange(value, name, service);
  return value;
};

exports.boolean = function (options, name) {
  const value = options[name];
  return value === undefined ? undefined : Boolean(value);
};

exports.integer = function (options, name, least, most, fallback) {
  return integerFrom(options[name], name, least, most, fallback);
};

// A name as Unicode locale types are: 3 to 8 letters or digits, joined by "-" (calendar, numberingSystem).
exports.unicodeType = function (options, name) {
  const value = options[name];
  if (value === undefined) return undefined;
  if (!/^[a-z0-9]{3,8}(-[a-z0-9]{3,8})*$/i.test(String(value))) {
    throw new RangeError("Invalid " + name + " : " + String(value));
  }
  return String(value);
};

function integerFrom(value, name, least, most, fallback) {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!(number >= least && number <= most)) {
    throw new RangeError(`${name} value is out of range. ${String(value)} is not between ${least} and ${most}`);
  }
  return Math.floor(number);
}

function outOfRange(value, name, service) {
  return new RangeError(`Value ${value} out of range for Intl.${service} options property ${name}`);
}

exports.integerFrom = integerFrom;
exports.outOfRange = outOfRange;
