// A number as parts: sign, digits in groups, exponent, and what stands around them (currency, percent, unit, "K").
//
// Three layers, from inside out, as ranges need them: `inner` (the exponent), `middle` (sign, symbol, compact) and
// `outer` (a unit or a currency's name, which stands once behind a whole range: "3–5 km").

const currencies = require("./currencies");
const decimals = require("./decimal");
const digitOptions = require("./digit_options");
const units = require("./units");
const { cardinal } = require("./plural_rules");
const { marked, merged } = require("./range_parts");
const { textOf } = require("./service");

const NO_BREAK_SPACE = "\u00a0";
const RANGE = "–"; // U+2013
const COMPACT = { 3: ["K", "thousand"], 6: ["M", "million"], 9: ["B", "billion"], 12: ["T", "trillion"] };

exports.parts = function (format, decimal) {
  const { outer, middle, number, inner } = layers(format, decimal);
  return [...outer.prefix, ...middle.prefix, ...number, ...inner, ...middle.suffix, ...outer.suffix];
};

exports.rangeParts = function (format, start, end) {
  const first = layers(format, start);
  const second = layers(format, end, true);
  if (textOf(exports.parts(format, start)) === textOf(exports.parts(format, end))) {
    return marked([{ type: "approximatelySign", value: "~" }, ...exports.parts(format, start)], "shared");
  }
  return joined(first, second);
};

// A layer that is the same on both sides stands once; one symbol alone ("$", "-") is repeated, as ICU does.
function joined(first, second) {
  const sameOuter = first.outer.shared || same(first.outer, second.outer);
  const once = sameOuter && same(first.middle, second.middle) && lengthOf(first.middle) > 1;
  const repeated = (once ? 0 : lengthOf(first.middle)) + (sameOuter ? 0 : lengthOf(first.outer)) + first.inner.length;
  const spaced = repeated > 0;
  const outer = second.outer;
  const start = [
    ...(once ? [] : first.middle.prefix),
    ...first.number,
    ...first.inner,
    ...(once ? [] : first.middle.suffix),
  ];
  const end = [
    ...(once ? [] : second.middle.prefix),
    ...second.number,
    ...second.inner,
    ...(once ? [] : second.middle.suffix),
  ];
  return merged([
    ...marked(sameOuter ? outer.prefix : [], "shared"),
    ...marked(once ? first.middle.prefix : [], "shared"),
    ...marked(sameOuter ? start : [...first.outer.prefix, ...start, ...first.outer.suffix], "startRange"),
    ...marked([{ type: "literal", value: spaced ? ` ${RANGE} ` : RANGE }], "shared"),
    ...marked(sameOuter ? end : [...outer.prefix, ...end, ...outer.suffix], "endRange"),
    ...marked(once ? first.middle.suffix : [], "shared"),
    ...marked(sameOuter ? outer.suffix : [], "shared"),
  ]);
}

function layers(format, decimal, plural = false) {
  const scaled = format.style === "percent" ? decimals.shift(decimal, 2) : decimal;
  const { number, exponent, category, rounded } = digitsOf(format, scaled);
  const sign = signOf(format.signDisplay, rounded);
  return {
    number,
    inner: format.notation === "compact" ? [] : exponentParts(format, exponent, rounded),
    middle: middleLayer(format, sign, compactParts(format, exponent), rounded.special === ""),
    outer: outerLayer(format, plural ? "other" : category),
  };
}

// The digits, and the power of ten that was taken out of them for a compact or scientific notation.
function digitsOf(format, decimal) {
  if (decimal.special === "NaN") return special("nan", "NaN", decimal);
  if (decimal.special === "Infinity") return special("infinity", "∞", decimal);
  let exponent = exponentFor(format, decimal);
  let digits = digitOptions.format(decimals.shift(decimal, -exponent), format.digits);
  if (exponent !== undefined && !decimals.isZero(digits.decimal)) {
    // Rounding may reach the next power: 999,999 is 1M, not 1000K.
    const reached = exponentOf(format, decimals.magnitude(digits.decimal) + exponent);
    if (reached !== exponent) {
      exponent = reached;
      digits = digitOptions.format(decimals.shift(decimal, -exponent), format.digits);
    }
  }
  // 1K and 1E3 are a thousand, not one: the plural is that of the whole value.
  const category = exponent === 0 ? cardinal(digits.integer, digits.fraction) : "other";
  return { number: groupedParts(format.useGrouping, digits), exponent, category, rounded: digits.decimal };
}

function special(type, value, decimal) {
  return { number: [{ type, value }], exponent: 0, category: "other", rounded: decimal };
}

function exponentFor(format, decimal) {
  return decimals.isZero(decimal) ? 0 : exponentOf(format, decimals.magnitude(decimal));
}

function exponentOf({ notation }, magnitude) {
  if (notation === "scientific") return magnitude;
  if (notation === "engineering") return Math.floor(magnitude / 3) * 3;
  if (notation === "compact" && magnitude >= 3) return Math.min(Math.floor(magnitude / 3) * 3, 12);
  return 0;
}

function groupedParts(useGrouping, { integer, fraction }) {
  const parts = [];
  const least = useGrouping === "min2" ? 5 : 4;
  if (useGrouping === false || integer.length < least) parts.push({ type: "integer", value: integer });
  else {
    let start = integer.length % 3 || 3;
    parts.push({ type: "integer", value: integer.slice(0, start) });
    for (; start < integer.length; start += 3) {
      parts.push({ type: "group", value: "," }, { type: "integer", value: integer.slice(start, start + 3) });
    }
  }
  if (fraction !== "") parts.push({ type: "decimal", value: "." }, { type: "fraction", value: fraction });
  return parts;
}

function exponentParts({ notation }, exponent, { special: name }) {
  if ((notation !== "scientific" && notation !== "engineering") || name !== "") return [];
  const parts = [{ type: "exponentSeparator", value: "E" }];
  if (exponent < 0) parts.push({ type: "exponentMinusSign", value: "-" });
  parts.push({ type: "exponentInteger", value: String(Math.abs(exponent)) });
  return parts;
}

function compactParts({ notation, compactDisplay, style, currencyDisplay }, exponent) {
  const names = notation === "compact" ? COMPACT[exponent] : undefined;
  if (names === undefined) return [];
  // CLDR has no long form with a currency's symbol: "$1.2K" in both.
  if (compactDisplay === "short" || (style === "currency" && currencyDisplay !== "name"))
    return [{ type: "compact", value: names[0] }];
  return [
    { type: "literal", value: " " },
    { type: "compact", value: names[1] },
  ];
}

// "-", "+" or "": decided on the rounded number, so that -0.2 without fraction digits is "-0".
function signOf(display, rounded) {
  const negative = rounded.negative && rounded.special !== "NaN";
  const zero = decimals.isZero(rounded) || rounded.special === "NaN";
  switch (display) {
    case "never":
      return "";
    case "always":
      return negative ? "-" : "+";
    case "exceptZero":
      return zero ? "" : negative ? "-" : "+";
    case "negative":
      return negative && !zero ? "-" : "";
    default:
      return negative ? "-" : "";
  }
}

function middleLayer(format, sign, compact, hasDigits) {
  const accounting = format.currencySign === "accounting" && format.currencyDisplay !== "name";
  const open = sign === "" ? [] : [{ type: sign === "-" ? "minusSign" : "plusSign", value: sign }];
  if (format.style === "percent" && format.notation !== "compact") {
    return { prefix: open, suffix: [{ type: "percentSign", value: "%" }] };
  }
  if (isPercentUnit(format)) return { prefix: open, suffix: [{ type: "unit", value: "%" }] };
  if (format.style !== "currency" || format.currencyDisplay === "name") return { prefix: open, suffix: compact };
  const currency = currencyParts(format, hasDigits);
  if (accounting && sign === "-" && compact.length === 0) {
    return { prefix: [{ type: "literal", value: "(" }, ...currency], suffix: [{ type: "literal", value: ")" }] };
  }
  return { prefix: [...open, ...currency], suffix: compact };
}

function isPercentUnit({ unit, unitDisplay, notation }) {
  return unit === "percent" && unitDisplay !== "long" && notation !== "compact";
}

function currencyParts({ currency, currencyDisplay }, hasDigits) {
  const value = currencies.symbol(currency, currencyDisplay);
  // Letters do not touch digits: "CHF 5.00", but "CA$5.00" and "CHF∞".
  const spaced = hasDigits && /[^\p{S}]$/u.test(value);
  return spaced
    ? [
        { type: "currency", value },
        { type: "literal", value: NO_BREAK_SPACE },
      ]
    : [{ type: "currency", value }];
}

function outerLayer(format, category) {
  if (format.style === "currency" && format.currencyDisplay === "name") {
    const value = currencies.name(format.currency, category);
    return {
      prefix: [],
      suffix: [
        { type: "literal", value: " " },
        { type: "currency", value },
      ],
      shared: true,
    };
  }
  // ICU makes the sign of a compact percentage out of the unit "percent", and so calls it a unit.
  if (format.style === "percent" && format.notation === "compact") return percentUnit();
  if (format.style !== "unit" || isPercentUnit(format)) return { prefix: [], suffix: [] };
  const text = units.suffix(format.unit, format.unitDisplay, category);
  const name = { type: "unit", value: text.trimStart() };
  return { prefix: [], suffix: text[0] === " " ? [{ type: "literal", value: " " }, name] : [name], shared: true };
}

function percentUnit() {
  return { prefix: [], suffix: [{ type: "unit", value: "%" }], shared: true };
}

function same(left, right) {
  return textOf(left.prefix) === textOf(right.prefix) && textOf(left.suffix) === textOf(right.suffix);
}

function lengthOf(layer) {
  return [...textOf(layer.prefix), ...textOf(layer.suffix)].length;
}
