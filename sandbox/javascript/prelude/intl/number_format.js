// Intl.NumberFormat: options, methods, toLocaleString of numbers. How a number is laid out is told in number_layout.js.

const currencies = require("./currencies");
const decimals = require("./decimal");
const digitOptions = require("./digit_options");
const layout = require("./number_layout");
const units = require("./units");
const { coerce, outOfRange, string, unicodeType } = require("./options");
const { define, keep, stateOf, textOf } = require("./service");
const { DEFAULT, resolve, supportedLocalesOf } = require("./locale");

const LOCALES = ["en", "en-US"];
const SERVICE = "NumberFormat";

function NumberFormat(locales = undefined, options = undefined) {
  const target = new.target === undefined ? Object.create(NumberFormat.prototype) : this;
  return keep(target, exports.settings(locales, options));
}

exports.settings = function (locales, optionsArgument) {
  const { locale } = resolve(locales, LOCALES, []);
  const options = coerce(optionsArgument);
  string(options, "localeMatcher", ["lookup", "best fit"], "best fit", SERVICE);
  unicodeType(options, "numberingSystem");
  const format = { service: SERVICE, locale, ...readStyle(options) };
  format.notation = string(
    options,
    "notation",
    ["standard", "scientific", "engineering", "compact"],
    "standard",
    SERVICE,
  );
  format.digits = digitOptions.read(options, fractionDefaults(format), format.notation, SERVICE);
  format.compactDisplay = string(options, "compactDisplay", ["short", "long"], "short", SERVICE);
  format.useGrouping = readGrouping(options, format.notation);
  format.signDisplay = string(
    options,
    "signDisplay",
    ["auto", "never", "always", "exceptZero", "negative"],
    "auto",
    SERVICE,
  );
  return format;
};

function readStyle(options) {
  const style = string(options, "style", ["decimal", "percent", "currency", "unit"], "decimal", SERVICE);
  const currency = string(options, "currency", undefined, undefined, SERVICE);
  if (currency === undefined) {
    if (style === "currency") throw new TypeError("Currency code is required with currency style.");
  } else if (!currencies.isCode(currency)) {
    throw new RangeError("Invalid currency code : " + currency);
  }
  const currencyDisplay = string(
    options,
    "currencyDisplay",
    ["code", "symbol", "narrowSymbol", "name"],
    "symbol",
    SERVICE,
  );
  const currencySign = string(options, "currencySign", ["standard", "accounting"], "standard", SERVICE);
  const unit = string(options, "unit", undefined, undefined, SERVICE);
  if (unit === undefined) {
    if (style === "unit") throw new TypeError("Invalid unit argument for Intl.NumberFormat() ''");
  } else if (!units.isSanctioned(unit)) {
    throw new RangeError(`Invalid unit argument for Intl.NumberFormat() '${unit}'`);
  }
  const unitDisplay = string(options, "unitDisplay", ["short", "narrow", "long"], "short", SERVICE);
  if (style === "currency") return { style, currency: currency.toUpperCase(), currencyDisplay, currencySign };
  return style === "unit" ? { style, unit, unitDisplay } : { style };
}

function fractionDefaults({ style, currency }) {
  if (style === "currency") {
    const digits = currencies.fractionDigits(currency);
    return { minimum: digits, maximum: digits };
  }
  return { minimum: 0, maximum: style === "percent" ? 0 : 3 };
}

function readGrouping(options, notation) {
  const usual = notation === "compact" ? "min2" : "auto";
  const value = options.useGrouping;
  if (value === undefined) return usual;
  if (value === true) return "always";
  if (!value) return false;
  const text = String(value);
  if (text === "true" || text === "false") return usual;
  if (!["min2", "auto", "always"].includes(text)) throw outOfRange(text, "useGrouping", SERVICE);
  return text;
}

function boundFormat() {
  const format = stateOf(this, SERVICE, "format");
  if (format.bound === undefined) {
    format.bound = (value) => textOf(layout.parts(format, decimals.fromValue(value)));
    Object.defineProperty(format.bound, "name", { value: "" });
  }
  return format.bound;
}

function rangeEnds(start, end) {
  if (start === undefined || end === undefined) {
    throw new TypeError("Invalid " + (start === undefined ? "start" : "end") + " : undefined");
  }
  const ends = [decimals.fromValue(start), decimals.fromValue(end)];
  if (ends.some((one) => one.special === "NaN")) throw new RangeError("Invalid number value: NaN");
  return ends;
}

function resolved(format) {
  const shown = { locale: format.locale, numberingSystem: "latn", style: format.style };
  for (const name of ["currency", "currencyDisplay", "currencySign", "unit", "unitDisplay"]) {
    if (format[name] !== undefined) shown[name] = format[name];
  }
  Object.assign(shown, digitOptions.resolved(format.digits), {
    useGrouping: format.useGrouping,
    notation: format.notation,
  });
  if (format.notation === "compact") shown.compactDisplay = format.compactDisplay;
  const { roundingMode, roundingIncrement, trailingZeroDisplay, roundingPriority } = format.digits;
  return Object.assign(shown, {
    signDisplay: format.signDisplay,
    roundingMode,
    roundingIncrement,
    trailingZeroDisplay,
    roundingPriority,
  });
}

exports.NumberFormat = define(NumberFormat, SERVICE, {
  length: 0,
  getters: { format: boundFormat },
  methods: {
    formatToParts(value) {
      return layout.parts(stateOf(this, SERVICE, "formatToParts"), decimals.fromValue(value));
    },
    formatRange(start, end) {
      const format = stateOf(this, SERVICE, "formatRange");
      return textOf(layout.rangeParts(format, ...rangeEnds(start, end)));
    },
    formatRangeToParts(start, end) {
      const format = stateOf(this, SERVICE, "formatRangeToParts");
      return layout.rangeParts(format, ...rangeEnds(start, end));
    },
    resolvedOptions() {
      return resolved(stateOf(this, SERVICE, "resolvedOptions"));
    },
  },
  statics: { supportedLocalesOf: supportedLocalesOf(LOCALES, SERVICE) },
});

exports.toLocaleString = function (value, locales, options) {
  return textOf(layout.parts(settingsOf(locales, options), decimals.fromValue(value)));
};

let usual; // the settings of calls without options, made when the first needs them

function settingsOf(locales, options) {
  if (options !== undefined || (locales !== undefined && locales !== DEFAULT))
    return exports.settings(locales, options);
  if (usual === undefined) usual = exports.settings(locales, options);
  return usual;
}
