// Decimal numbers without loss, for rounding as ECMA-402 tells it: {negative, special, digits, point}.
//
// The value is 0.DIGITS * 10^point; `digits` has no zeros at its ends and is "" for zero; `special` is "", "NaN" or
// "Infinity". A Number counts as the shortest decimal that names it, as in ICU: 1.005 is 1.005, and rounds to 1.01.

exports.fromValue = function (value) {
  const primitive = isObject(value) ? toPrimitive(value) : value;
  if (typeof primitive === "bigint") return parse(primitive.toString());
  if (typeof primitive === "string") return fromString(primitive);
  return fromNumber(Number(primitive));
};

exports.fromNumber = fromNumber;

exports.isZero = function (decimal) {
  return decimal.special === "" && decimal.digits === "";
};

// The power of ten of the first digit: 0 for 1 to 9.99, 2 for 100.
exports.magnitude = function (decimal) {
  return decimal.point - 1;
};

exports.shift = function (decimal, power) {
  return decimal.digits === "" ? decimal : { ...decimal, point: decimal.point + power };
};

exports.compare = function (left, right) {
  if (left.negative !== right.negative) return left.negative ? -1 : 1;
  return compareSize(left, right) * (left.negative ? -1 : 1);
};

// Rounds to a multiple of increment * 10^power. Modes as in the option `roundingMode`.
exports.round = function (decimal, power, mode, increment = 1) {
  const kept = decimal.point - power; // digits that stay left of the cut
  if (increment === 1 && kept >= decimal.digits.length) return decimal;
  if (decimal.digits === "") return decimal;
  const whole = BigInt(kept > 0 ? decimal.digits.slice(0, kept).padEnd(kept, "0") : 0);
  const rest = kept >= 0 ? decimal.digits.slice(kept) : "0".repeat(-kept) + decimal.digits;
  const step = BigInt(increment);
  const lower = whole - (whole % step);
  const half = compareToHalf(whole % step, rest, step);
  if (half === "exact") return withInteger(decimal, lower, power);
  return withInteger(
    decimal,
    roundsUp(half, mode, decimal.negative, (lower / step) % 2n === 1n) ? lower + step : lower,
    power,
  );
};

// [integer digits, fraction digits]; the integer part of a value below 1 is "0".
exports.split = function ({ digits, point }) {
  if (point <= 0) return ["0", digits === "" ? "" : "0".repeat(-point) + digits];
  return [digits.slice(0, point).padEnd(point, "0"), digits.slice(point)];
};

function fromNumber(number) {
  if (Number.isNaN(number)) return { negative: false, special: "NaN", digits: "", point: 0 };
  const negative = number < 0 || Object.is(number, -0);
  if (!Number.isFinite(number)) return { negative, special: "Infinity", digits: "", point: 0 };
  return { ...parse(String(Math.abs(number))), negative };
}

// A string counts with all its digits ("0.1234567890123456789"), not as the Number nearest to it.
function fromString(text) {
  const trimmed = text.trim();
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,5})?$/i.test(trimmed)) return parse(trimmed);
  return fromNumber(Number(text));
}

function parse(text) {
  const [, sign, whole, fraction = "", exponent = "0"] = /^([-+]?)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i.exec(text);
  const digits = (whole + fraction).replace(/^0+/, "");
  const leading = whole.length + fraction.length - digits.length;
  const point = digits === "" ? 0 : whole.length - leading + Number(exponent);
  return { negative: sign === "-", special: "", digits: digits.replace(/0+$/, ""), point };
}

function withInteger(decimal, integer, power) {
  const digits = integer === 0n ? "" : integer.toString();
  return {
    ...decimal,
    digits: digits.replace(/0+$/, ""),
    point: digits === "" ? 0 : digits.length + power,
  };
}

// Where a value lies between two steps: "exact" on the lower one, else "below", "half" or "above" the middle.
// `over` is what the digits before the cut exceed the step by, `rest` the digits behind the cut.
function compareToHalf(over, rest, step) {
  const more = /[1-9]/.test(rest);
  if (over === 0n && !more) return "exact";
  const twice = 2n * over;
  if (step === 1n) {
    if (rest[0] < "5") return "below";
    return rest[0] === "5" && !/[1-9]/.test(rest.slice(1)) ? "half" : "above";
  }
  if (twice + 1n === step)
    return compareToHalf(0n, rest || "0", 1n) === "exact" ? "below" : compareToHalf(0n, rest, 1n);
  if (twice === step) return more ? "above" : "half";
  return twice < step ? "below" : "above";
}

function roundsUp(half, mode, negative, odd) {
  switch (mode) {
    case "ceil":
      return !negative;
    case "floor":
      return negative;
    case "expand":
      return true;
    case "trunc":
      return false;
  }
  if (half !== "half") return half === "above";
  switch (mode) {
    case "halfCeil":
      return !negative;
    case "halfFloor":
      return negative;
    case "halfTrunc":
      return false;
    case "halfEven":
      return odd;
    default:
      return true; // halfExpand
  }
}

function compareSize(left, right) {
  if (left.special !== right.special) return left.special === "Infinity" ? 1 : -1;
  if ((left.digits === "") !== (right.digits === "")) return left.digits === "" ? -1 : 1;
  if (left.point !== right.point) return left.point < right.point ? -1 : 1;
  if (left.digits === right.digits) return 0;
  return left.digits < right.digits ? -1 : 1;
}

function isObject(value) {
  return value !== null && (typeof value === "object" || typeof value === "function");
}

function toPrimitive(value) {
  const convert = value[Symbol.toPrimitive];
  if (convert !== undefined && convert !== null) return convert.call(value, "number");
  const simple = value.valueOf();
  return isObject(simple) ? value.toString() : simple;
}
