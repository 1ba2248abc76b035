// Intl.PluralRules, and the plural forms of English that the other services use.

const decimals = require("./decimal");
const digitOptions = require("./digit_options");
const { coerce, string } = require("./options");
const { define, keep, requireNew, stateOf } = require("./service");
const { resolve, supportedLocalesOf } = require("./locale");

const LOCALES = ["en", "en-US"];

// "one" for exactly 1 shown without fraction digits (CLDR: i = 1 and v = 0), else "other".
exports.cardinal = function (integer, fraction) {
  return fraction === "" && /^0*1$/.test(integer) ? "one" : "other";
};

function ordinal(integer, fraction) {
  if (/[1-9]/.test(fraction)) return "other";
  const tens = Number(integer.slice(-2));
  if (tens >= 11 && tens <= 13) return "other";
  return ["other", "one", "two", "few"][tens % 10] || "other";
}

function PluralRules(locales = undefined, optionsArgument = undefined) {
  requireNew(new.target, "PluralRules");
  const { locale } = resolve(locales, LOCALES, []);
  const options = coerce(optionsArgument);
  string(options, "localeMatcher", ["lookup", "best fit"], "best fit", "PluralRules");
  const type = string(options, "type", ["cardinal", "ordinal"], "cardinal", "PluralRules");
  const digits = digitOptions.read(options, { minimum: 0, maximum: 3 }, "standard", "PluralRules");
  return keep(this, { service: "PluralRules", locale, type, digits });
}

function select(rules, value) {
  if (typeof value === "bigint") throw new TypeError("Cannot convert a BigInt value to a number");
  const number = Number(value);
  if (!Number.isFinite(number)) return "other";
  const { integer, fraction } = digitOptions.format(decimals.fromNumber(Math.abs(number)), rules.digits);
  return rules.type === "cardinal" ? exports.cardinal(integer, fraction) : ordinal(integer, fraction);
}

exports.PluralRules = define(PluralRules, "PluralRules", {
  length: 0,
  methods: {
    select(value) {
      return select(stateOf(this, "PluralRules", "select"), value);
    },
    // English has one form for ranges: "0–1 days", "1–1 days".
    selectRange(start, end) {
      stateOf(this, "PluralRules", "selectRange");
      if (start === undefined || end === undefined) {
        throw new TypeError("Invalid " + (start === undefined ? "start" : "end") + " : undefined");
      }
      if (Number.isNaN(Number(start)) || Number.isNaN(Number(end))) throw new RangeError("Invalid number value: NaN");
      return "other";
    },
    resolvedOptions() {
      const rules = stateOf(this, "PluralRules", "resolvedOptions");
      return {
        locale: rules.locale,
        type: rules.type,
        ...digitOptions.resolved(rules.digits),
        pluralCategories: rules.type === "ordinal" ? ["few", "one", "two", "other"] : ["one", "other"],
        roundingIncrement: rules.digits.roundingIncrement,
        roundingMode: rules.digits.roundingMode,
        roundingPriority: rules.digits.roundingPriority,
        trailingZeroDisplay: rules.digits.trailingZeroDisplay,
      };
    },
  },
  statics: { supportedLocalesOf: supportedLocalesOf(LOCALES, "PluralRules") },
});
