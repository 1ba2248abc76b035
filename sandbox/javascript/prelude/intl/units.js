// The names of the units that ECMA-402 sanctions (section 6.6), in English: name|long one|long other|short|narrow.
//
// "short" is one form for one and other, or two with "/" between them; one with "~" first stands next to the number.

const UNITS = `
acre|acre|acres|ac|ac
bit|bit|bits|bit|bit
byte|byte|bytes|byte|B
celsius|degree Celsius|degrees Celsius|~°C|°C
centimeter|centimeter|centimeters|cm|cm
day|day|days|day/days|d
degree|degree|degrees|deg|°
fahrenheit|degree Fahrenheit|degrees Fahrenheit|~°F|°
fluid-ounce|fluid ounce|fluid ounces|fl oz|fl oz
foot|foot|feet|ft|′
gallon|gallon|gallons|gal|gal
gigabit|gigabit|gigabits|Gb|Gb
gigabyte|gigabyte|gigabytes|GB|GB
gram|gram|grams|g|g
hectare|hectare|hectares|ha|ha
hour|hour|hours|hr|h
inch|inch|inches|in|″
kilobit|kilobit|kilobits|kb|kb
kilobyte|kilobyte|kilobytes|kB|kB
kilogram|kilogram|kilograms|kg|kg
kilometer|kilometer|kilometers|km|km
liter|liter|liters|L|L
megabit|megabit|megabits|Mb|Mb
megabyte|megabyte|megabytes|MB|MB
meter|meter|meters|m|m
microsecond|microsecond|microseconds|μs|μs
mile|mile|miles|mi|mi
mile-scandinavian|mile-scandinavian|miles-scandinavian|smi|smi
milliliter|milliliter|milliliters|mL|mL
millimeter|millimeter|millimeters|mm|mm
millisecond|millisecond|milliseconds|ms|ms
minute|minute|minutes|min|m
month|month|months|mth/mths|m
nanosecond|nanosecond|nanoseconds|ns|ns
ounce|ounce|ounces|oz|oz
percent|percent|percent|~%|%
petabyte|petabyte|petabytes|PB|PB
pound|pound|pounds|lb|#
second|second|seconds|sec|s
stone|stone|stones|st|st
terabit|terabit|terabits|Tb|Tb
terabyte|terabyte|terabytes|TB|TB
week|week|weeks|wk/wks|w
yard|yard|yards|yd|yd
year|year|years|yr/yrs|y
`;

// What stands behind the slash where it is not the short form ("km/h", not "km/hr").
const SHORT_DIVISORS = {
  celsius: "°C", fahrenheit: "°F", percent: "%", hour: "h", second: "s", day: "d", week: "w", month: "m", year: "y",
  gallon: "gal US",
};
const NARROW_DIVISORS = {
  minute: "min", foot: "ft", inch: "in", pound: "lb", gallon: "gal", fahrenheit: "°F",
};
const WHOLE_NAMES = { "mile-per-hour": "mph", "mile-per-gallon": "mpg" };

exports.isSanctioned = function (unit) {
  const [numerator, denominator, ...more] = unit.split("-per-");
  return more.length === 0 && isSimple(numerator) && (denominator === undefined || isSimple(denominator));
};

exports.names = function () {
  return UNITS.trim().split("\n").map((line) => line.slice(0, line.indexOf("|")));
};

// What follows the number, with the space before it: suffix("kilometer-per-hour", "short", "other") is " km/h".
exports.suffix = function (unit, display, category) {
  const [numerator, denominator] = unit.split("-per-");
  const text = simpleSuffix(numerator, display, category);
  if (denominator === undefined) return text;
  const whole = WHOLE_NAMES[unit];
  if (whole !== undefined && display !== "long") return display === "short" ? " " + whole : whole;
  return text + (display === "long" ? " per " : "/") + divisor(denominator, display);
};

function simpleSuffix(unit, display, category) {
  const [, one, other, short, narrow] = fieldsOf(unit);
  if (display === "long") return " " + (category === "one" ? one : other);
  if (display === "narrow") return narrow;
  if (short[0] === "~") return short.slice(1);
  const [shortOne, shortOther = shortOne] = short.split("/");
  return " " + (category === "one" ? shortOne : shortOther);
}

function divisor(unit, display) {
  const [, one, , short] = fieldsOf(unit);
  if (display === "long") return one;
  if (display === "narrow" && NARROW_DIVISORS[unit] !== undefined) return NARROW_DIVISORS[unit];
  if (SHORT_DIVISORS[unit] !== undefined) return SHORT_DIVISORS[unit];
  return display === "narrow" ? fieldsOf(unit)[4] : short;
}

function isSimple(unit) {
  return /^[a-z-]+$/.test(unit) && UNITS.includes("\n" + unit + "|");
}

function fieldsOf(unit) {
  const start = UNITS.indexOf("\n" + unit + "|") + 1;
  return UNITS.slice(start, UNITS.indexOf("\n", start)).split("|");
}
