// How many digits a number is shown with: SetNumberFormatDigitOptions and FormatNumericToString of ECMA-402 section 15.

const decimals = require("./decimal");
const { string, integer, integerFrom } = require("./options");

const ROUNDING_MODES = [
  "ceil",
  "floor",
  "expand",
  "trunc",
  "halfCeil",
  "halfFloor",
  "halfExpand",
  "halfTrunc",
  "halfEven",
];
const INCREMENTS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000];
const MOST_FRACTION_DIGITS = 100;
const MOST_SIGNIFICANT_DIGITS = 21;

// The options of digits, with defaults {minimum, maximum} for fraction digits. `type` says which of them decide.
exports.read = function (options, defaults, notation, service) {
  const integerDigits = integer(options, "minimumIntegerDigits", 1, 21, 1);
  const fraction = [options.minimumFractionDigits, options.maximumFractionDigits];
  const significant = [options.minimumSignificantDigits, options.maximumSignificantDigits];
  const digits = { minimumIntegerDigits: integerDigits, ...readRounding(options, service) };
  const hasSignificant = significant[0] !== undefined || significant[1] !== undefined;
  const hasFraction = fraction[0] !== undefined || fraction[1] !== undefined;
  const automatic = digits.roundingPriority === "auto";
  const needSignificant = !automatic || hasSignificant;
  const needFraction = !automatic || (!hasSignificant && (hasFraction || notation !== "compact"));
  if (needSignificant) Object.assign(digits, readSignificant(significant));
  if (needFraction)
    Object.assign(digits, hasFraction ? readFraction(fraction, defaults, digits) : plainFraction(defaults, digits));
  digits.type = typeOf(digits, needSignificant, needFraction);
  checkIncrement(digits);
  return digits;
};

// The digits of a finite decimal: {integer, fraction, decimal: the rounded value}.
exports.format = function (decimal, digits) {
  const candidates = [];
  if (digits.type !== "fraction") candidates.push(bySignificant(decimal, digits));
  if (digits.type !== "significant") candidates.push(byFraction(decimal, digits));
  let chosen = candidates[0];
  if (candidates.length === 2) {
    const significantIsFiner = candidates[0].power <= candidates[1].power;
    chosen = candidates[(digits.type === "morePrecision") === significantIsFiner ? 0 : 1];
  }
  const [whole, rest] = decimals.split(chosen.decimal);
  const stripped = digits.trailingZeroDisplay === "stripIfInteger" && rest === "";
  return {
    integer: whole.padStart(digits.minimumIntegerDigits, "0"),
    fraction: stripped ? "" : rest.padEnd(chosen.fractionDigits, "0"),
    decimal: chosen.decimal,
  };
};

exports.resolved = function (digits) {
  const shown = { minimumIntegerDigits: digits.minimumIntegerDigits };
  for (const name of [
    "minimumSignificantDigits",
    "maximumSignificantDigits",
    "minimumFractionDigits",
    "maximumFractionDigits",
  ]) {
    if (digits[name] !== undefined) shown[name] = digits[name];
  }
  return shown;
};

function readRounding(options, service) {
  const roundingIncrement = integer(options, "roundingIncrement", 1, 5000, 1);
  if (!INCREMENTS.includes(roundingIncrement)) {
    throw new RangeError(
      `roundingIncrement value is out of range. ${roundingIncrement} is not one of ${INCREMENTS.join(", ")}`,
    );
  }
  return {
    roundingIncrement,
    roundingMode: string(options, "roundingMode", ROUNDING_MODES, "halfExpand", service),
    roundingPriority: string(options, "roundingPriority", ["auto", "morePrecision", "lessPrecision"], "auto", service),
    trailingZeroDisplay: string(options, "trailingZeroDisplay", ["auto", "stripIfInteger"], "auto", service),
  };
}

function readSignificant([least, most]) {
  const minimumSignificantDigits = integerFrom(least, "minimumSignificantDigits", 1, MOST_SIGNIFICANT_DIGITS, 1);
  return {
    minimumSignificantDigits,
    maximumSignificantDigits: integerFrom(
      most,
      "maximumSignificantDigits",
      minimumSignificantDigits,
      MOST_SIGNIFICANT_DIGITS,
      MOST_SIGNIFICANT_DIGITS,
    ),
  };
}

function readFraction([leastOption, mostOption], defaults, { roundingIncrement }) {
  const least = integerFrom(leastOption, "minimumFractionDigits", 0, MOST_FRACTION_DIGITS, undefined);
  const most = integerFrom(mostOption, "maximumFractionDigits", 0, MOST_FRACTION_DIGITS, undefined);
  const usual = roundingIncrement === 1 ? defaults.maximum : defaults.minimum;
  if (least !== undefined && most !== undefined && least > most) {
    throw new RangeError(
      `maximumFractionDigits value is out of range. ${most} is less than minimumFractionDigits ${least}`,
    );
  }
  return {
    minimumFractionDigits: least === undefined ? Math.min(defaults.minimum, most) : least,
    maximumFractionDigits: most === undefined ? Math.max(usual, least) : most,
  };
}

function plainFraction(defaults, { roundingIncrement }) {
  return {
    minimumFractionDigits: defaults.minimum,
    maximumFractionDigits: roundingIncrement === 1 ? defaults.maximum : defaults.minimum,
  };
}

function typeOf(digits, needSignificant, needFraction) {
  if (!needSignificant && !needFraction) {
    // Compact notation without a wish: two digits, or all of the integer part when it has more.
    Object.assign(digits, {
      minimumFractionDigits: 0,
      maximumFractionDigits: 0,
      minimumSignificantDigits: 1,
      maximumSignificantDigits: 2,
      roundingPriority: "morePrecision",
    });
    return "morePrecision";
  }
  if (digits.roundingPriority !== "auto") return digits.roundingPriority;
  return needSignificant ? "significant" : "fraction";
}

function checkIncrement(digits) {
  if (digits.roundingIncrement === 1) return;
  if (digits.type !== "fraction") throw new TypeError("RoundingType is not fractionDigits");
  if (digits.minimumFractionDigits !== digits.maximumFractionDigits) {
    throw new RangeError(
      "roundingIncrement value is out of range: maximumFractionDigits is not equal to minimumFractionDigits",
    );
  }
}

function bySignificant(decimal, digits) {
  const zero = decimals.isZero(decimal);
  const power = (zero ? 0 : decimals.magnitude(decimal)) - digits.maximumSignificantDigits + 1;
  const rounded = decimals.round(decimal, power, digits.roundingMode);
  const magnitude = zero ? 0 : decimals.magnitude(rounded);
  return { decimal: rounded, power, fractionDigits: Math.max(0, digits.minimumSignificantDigits - 1 - magnitude) };
}

function byFraction(decimal, digits) {
  const power = -digits.maximumFractionDigits;
  return {
    decimal: decimals.round(decimal, power, digits.roundingMode, digits.roundingIncrement),
    power,
    fractionDigits: digits.minimumFractionDigits,
  };
}
