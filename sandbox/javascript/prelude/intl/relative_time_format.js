// Intl.RelativeTimeFormat in English: "in 3 days", "yesterday".

const { NumberFormat } = require("./number_format");
const { cardinal } = require("./plural_rules");
const { coerce, string, unicodeType } = require("./options");
const { define, keep, requireNew, stateOf, textOf } = require("./service");
const { resolve, supportedLocalesOf } = require("./locale");

const LOCALES = ["en", "en-US"];
const SERVICE = "RelativeTimeFormat";
const UNITS = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"];

// What follows the number: [one, other] or the same for both.
const SHORT = {
  second: [" sec."],
  minute: [" min."],
  hour: [" hr."],
  day: [" day", " days"],
  week: [" wk."],
  month: [" mo."],
  quarter: [" qtr.", " qtrs."],
  year: [" yr."],
};
const NARROW = {
  second: ["s"],
  minute: ["m"],
  hour: ["h"],
  day: ["d"],
  week: ["w"],
  month: ["mo"],
  quarter: ["q"],
  year: ["y"],
};
const ABBREVIATED = { week: "wk.", month: "mo.", quarter: "qtr.", year: "yr." };

function RelativeTimeFormat(locales = undefined, optionsArgument = undefined) {
  requireNew(new.target, SERVICE);
  const { locale } = resolve(locales, LOCALES, []);
  const options = coerce(optionsArgument);
  string(options, "localeMatcher", ["lookup", "best fit"], "best fit", SERVICE);
  unicodeType(options, "numberingSystem");
  const style = string(options, "style", ["long", "short", "narrow"], "long", SERVICE);
  const numeric = string(options, "numeric", ["always", "auto"], "always", SERVICE);
  return keep(this, { service: SERVICE, locale, style, numeric });
}

function partsOf(format, value, unitArgument, method) {
  const number = Number(value);
  const unit = singular(String(unitArgument), method);
  if (!Number.isFinite(number)) {
    throw new RangeError(`Value need to be finite number for Intl.RelativeTimeFormat.prototype.${method}()`);
  }
  const phrase = format.numeric === "auto" ? phraseFor(number, unit, format.style) : undefined;
  if (phrase !== undefined) return [{ type: "literal", value: phrase }];
  const past = number < 0 || Object.is(number, -0);
  const digits = new NumberFormat("en-US").formatToParts(Math.abs(number)).map((part) => ({ ...part, unit }));
  const suffix = suffixFor(format.style, unit, digits);
  if (past) return [...digits, { type: "literal", value: suffix + " ago" }];
  return [{ type: "literal", value: "in " }, ...digits, { type: "literal", value: suffix }];
}

function singular(name, method) {
  const unit = name.endsWith("s") ? name.slice(0, -1) : name;
  if (!UNITS.includes(unit)) {
    throw new RangeError(`Invalid unit argument for Intl.RelativeTimeFormat.prototype.${method}() '${name}'`);
  }
  return unit;
}

// "tomorrow" and its like, for numbers that look like -1, 0 or 1; undefined where there is none.
function phraseFor(number, unit, style) {
  const count = Math.round(number * 1000) / 1000;
  if (count === 0 && unit === "second") return "now";
  if (count === 0 && (unit === "minute" || unit === "hour")) return "this " + unit;
  if (unit === "second" || unit === "minute" || unit === "hour" || !(Math.abs(count) <= 1 && Number.isInteger(count)))
    return undefined;
  if (unit === "day") return ["yesterday", "today", "tomorrow"][count + 1];
  return ["last ", "this ", "next "][count + 1] + (style === "long" ? unit : ABBREVIATED[unit]);
}

function suffixFor(style, unit, digits) {
  const category = digits.length === 1 ? cardinal(digits[0].value, "") : "other";
  if (style === "long") return " " + unit + (category === "one" ? "" : "s");
  const [one, other = one] = (style === "short" ? SHORT : NARROW)[unit];
  return category === "one" ? one : other;
}

exports.RelativeTimeFormat = define(RelativeTimeFormat, SERVICE, {
  length: 0,
  methods: {
    format(value, unit) {
      return textOf(partsOf(stateOf(this, SERVICE, "format"), value, unit, "format"));
    },
    formatToParts(value, unit) {
      return partsOf(stateOf(this, SERVICE, "formatToParts"), value, unit, "formatToParts");
    },
    resolvedOptions() {
      const { locale, style, numeric } = stateOf(this, SERVICE, "resolvedOptions");
      return { locale, style, numeric, numberingSystem: "latn" };
    },
  },
  statics: { supportedLocalesOf: supportedLocalesOf(LOCALES, SERVICE) },
});
