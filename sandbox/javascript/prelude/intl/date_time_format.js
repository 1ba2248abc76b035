// Intl.DateTimeFormat (Gregorian calendar, Latin digits): options, methods, toLocaleString of dates.

const { data: localeData, tags } = require("./date_locales");
const { fieldsAt, partsOf } = require("./date_fields");
const { patternFor, timePattern, joint } = require("./date_patterns");
const { rangeParts } = require("./date_range");
const { timeZone } = require("./time_zone");
const { boolean, coerce, integer, string, unicodeType } = require("./options");
const { define, keep, stateOf, textOf } = require("./service");
const { DEFAULT, resolve, supportedLocalesOf, withExtension } = require("./locale");

const SERVICE = "DateTimeFormat";
const MOST_MILLISECONDS = 8.64e15; // the range of Date

const NUMBERS = ["numeric", "2-digit"];
const WORDS = ["narrow", "short", "long"];
const ZONE_NAMES = ["short", "long", "shortOffset", "longOffset", "shortGeneric", "longGeneric"];
const LETTERS = [
  ["weekday", "E"],
  ["era", "G"],
  ["year", "y"],
  ["month", "M"],
  ["month", "L"],
  ["day", "d"],
  ["dayPeriod", "B"],
  ["hour", "h"],
  ["minute", "m"],
  ["second", "s"],
  ["fractionalSecondDigits", "S"],
  ["timeZoneName", "z"],
];
const STYLES = ["full", "long", "medium", "short"];

function DateTimeFormat(locales = undefined, options = undefined) {
  const target = new.target === undefined ? Object.create(DateTimeFormat.prototype) : this;
  return keep(target, settings(locales, options, "any", "date"));
}

// `required` and `defaults` are what toLocaleDateString and its kin ask for (ToDateTimeOptions of ECMA-402).
function settings(locales, optionsArgument, required, defaults) {
  const options = coerce(optionsArgument);
  const { locale, extension } = resolve(locales, tags, ["hc"]);
  string(options, "localeMatcher", ["lookup", "best fit"], "best fit", SERVICE);
  unicodeType(options, "calendar");
  unicodeType(options, "numberingSystem");
  const hour12 = boolean(options, "hour12");
  const askedCycle = string(options, "hourCycle", ["h11", "h12", "h23", "h24"], undefined, SERVICE);
  const zone = readZone(options.timeZone);
  const fields = readFields(options);
  string(options, "formatMatcher", ["basic", "best fit"], "best fit", SERVICE);
  const dateStyle = string(options, "dateStyle", STYLES, undefined, SERVICE);
  const timeStyle = string(options, "timeStyle", STYLES, undefined, SERVICE);
  const data = localeData(locale);
  const format = { service: SERVICE, locale, data, zone, dateStyle, timeStyle };
  if (dateStyle !== undefined || timeStyle !== undefined) applyStyles(format, fields, required);
  else format.fields = withDefaults(fields, required, defaults);
  const cycle = cycleFor(data, hour12, askedCycle, extension.hc);
  if (format.fields.hour !== undefined) format.hourCycle = cycle.hourCycle;
  if (cycle.used !== undefined) format.locale = withExtension(locale, { hc: cycle.used });
  format.pattern =
    dateStyle === undefined && timeStyle === undefined
      ? patternFor(format.fields, data, format.hourCycle)
      : stylePattern(format);
  return format;
}

function readZone(value) {
  if (value === undefined) return timeZone("UTC");
  const zone = timeZone(String(value));
  if (zone === undefined) throw new RangeError("Invalid time zone specified: " + String(value));
  return zone;
}

function readFields(options) {
  const read = (name, allowed) => string(options, name, allowed, undefined, SERVICE);
  return {
    weekday: read("weekday", WORDS),
    era: read("era", WORDS),
    year: read("year", NUMBERS),
    month: read("month", [...NUMBERS, ...WORDS]),
    day: read("day", NUMBERS),
    dayPeriod: read("dayPeriod", WORDS),
    hour: read("hour", NUMBERS),
    minute: read("minute", NUMBERS),
    second: read("second", NUMBERS),
    fractionalSecondDigits: integer(options, "fractionalSecondDigits", 1, 3, undefined),
    timeZoneName: read("timeZoneName", ZONE_NAMES),
  };
}

function withDefaults(fields, required, defaults) {
  const has = (names) => names.some((name) => fields[name] !== undefined);
  const dated = required !== "time" && has(["weekday", "year", "month", "day"]);
  const timed = required !== "date" && has(["dayPeriod", "hour", "minute", "second", "fractionalSecondDigits"]);
  if (dated || timed) return fields;
  const filled = { ...fields };
  if (defaults !== "time") filled.year = filled.month = filled.day = "numeric";
  if (defaults !== "date") filled.hour = filled.minute = filled.second = "numeric";
  return filled;
}

// hour12 wins over hourCycle, hourCycle over the locale's "-u-hc-". As in Node 20, `hour12: false` shows midnight as 24
// where the clock has 12 hours by default (en-US), and `hour12: true` noon as 0 where it has 24 (en-GB).
function cycleFor(data, hour12, asked, extension) {
  const twentyFour = data.hourCycle === "h23";
  if (hour12 !== undefined) return { hourCycle: hour12 ? (twentyFour ? "h11" : "h12") : twentyFour ? "h23" : "h24" };
  const known = ["h11", "h12", "h23", "h24"].includes(extension) ? extension : undefined;
  if (asked !== undefined) return { hourCycle: asked, used: asked === known ? known : undefined };
  return { hourCycle: known || data.hourCycle, used: known };
}

function applyStyles(format, fields, required) {
  const { dateStyle, timeStyle, data } = format;
  if (timeStyle !== undefined && required === "date") throw new TypeError("Invalid option : timeStyle");
  if (dateStyle !== undefined && required === "time") throw new TypeError("Invalid option : dateStyle");
  for (const name of Object.keys(fields)) {
    if (fields[name] === undefined) continue;
    throw new TypeError(`Can't set option ${name} when ${dateStyle === undefined ? "timeStyle" : "dateStyle"} is used`);
  }
  format.fields = { ...dateStyleFields(dateStyle, data), ...timeStyleFields(timeStyle) };
}

function dateStyleFields(style, { shortYear, styles }) {
  if (style === undefined) return {};
  const words = styles[style].includes("L");
  return {
    weekday: style === "full" ? "long" : undefined,
    year: style === "short" ? shortYear : "numeric",
    month: !words ? "numeric" : style === "medium" ? "short" : "long",
    day: "numeric",
  };
}

function timeStyleFields(style) {
  if (style === undefined) return {};
  return {
    hour: "numeric",
    minute: "2-digit",
    second: style === "short" ? undefined : "2-digit",
    timeZoneName: style === "full" ? "long" : style === "long" ? "short" : undefined,
  };
}

function stylePattern({ dateStyle, timeStyle, fields, data, hourCycle }) {
  const named = data.styles[dateStyle];
  const date = dateStyle === undefined ? "" : data.dates[named] || named;
  if (timeStyle === undefined) return date;
  // A locale with a clock of 24 hours keeps two digits for the hour when asked for 12.
  const time = timePattern(fields, data, hourCycle).replace(/^h+/, data.hourCycle === "h23" ? "hh" : "$&");
  return date === "" ? time : date + joint(fields, data) + time;
}

function timeOf(value) {
  const time = value === undefined ? native.now() : Number(value);
  if (!(Math.abs(time) <= MOST_MILLISECONDS)) throw new RangeError("Invalid time value");
  return Math.trunc(time) + 0;
}

function textAt(format, time) {
  return withPlainSpaces(textOf(partsOf(format, format.pattern, fieldsAt(format.zone, time))));
}

// The narrow space before AM and PM is U+202F in parts and in ranges, and an ordinary one in a text, as in Node 20.
function withPlainSpaces(text) {
  return text.replace(/\u202f/g, " ");
}

function boundFormat() {
  const format = stateOf(this, SERVICE, "format");
  if (format.bound === undefined) {
    format.bound = (date) => textAt(format, timeOf(date));
    Object.defineProperty(format.bound, "name", { value: "" });
  }
  return format.bound;
}

function ends(start, end) {
  if (start === undefined || end === undefined) throw new TypeError("startDate or endDate cannot be undefined");
  return [timeOf(start), timeOf(end)];
}

function resolved(format) {
  const shown = { locale: format.locale, calendar: "gregory", numberingSystem: "latn", timeZone: format.zone.name };
  if (format.hourCycle !== undefined) {
    Object.assign(shown, {
      hourCycle: format.hourCycle,
      hour12: format.hourCycle === "h11" || format.hourCycle === "h12",
    });
  }
  if (format.dateStyle === undefined && format.timeStyle === undefined) Object.assign(shown, shownFields(format));
  if (format.dateStyle !== undefined) shown.dateStyle = format.dateStyle;
  if (format.timeStyle !== undefined) shown.timeStyle = format.timeStyle;
  return shown;
}

// Fields as they came out: a pattern may want two digits where "numeric" was asked for, or leave a field out.
function shownFields({ fields, pattern }) {
  const bare = pattern.replace(/'[^']*'/g, "");
  const shown = {};
  for (const [name, letter] of LETTERS) {
    if (!bare.includes(letter)) continue;
    const digits = bare.includes(letter + letter) ? "2-digit" : "numeric";
    if (name === "minute" || name === "second") shown[name] = digits;
    else shown[name] = fields[name] === "numeric" ? digits : fields[name];
  }
  return shown;
}

exports.DateTimeFormat = define(DateTimeFormat, SERVICE, {
  length: 0,
  getters: { format: boundFormat },
  methods: {
    formatToParts(date) {
      const format = stateOf(this, SERVICE, "formatToParts");
      return partsOf(format, format.pattern, fieldsAt(format.zone, timeOf(date)));
    },
    formatRange(startDate, endDate) {
      const parts = rangeOf(stateOf(this, SERVICE, "formatRange"), ...ends(startDate, endDate));
      const single = parts.every((part) => part.source === "shared");
      return single ? withPlainSpaces(textOf(parts)) : textOf(parts);
    },
    formatRangeToParts(startDate, endDate) {
      return rangeOf(stateOf(this, SERVICE, "formatRangeToParts"), ...ends(startDate, endDate));
    },
    resolvedOptions() {
      return resolved(stateOf(this, SERVICE, "resolvedOptions"));
    },
  },
  statics: { supportedLocalesOf: supportedLocalesOf(tags, SERVICE) },
});

function rangeOf(format, start, end) {
  return rangeParts(format, fieldsAt(format.zone, start), fieldsAt(format.zone, end));
}

// Date.prototype.toLocaleString and its two kin: an invalid date is a word, not an error.
exports.toLocaleString = function (time, locales, options, required, defaults) {
  if (Number.isNaN(time)) return "Invalid Date";
  return textAt(settingsOf(locales, options, required, defaults), time);
};

const usual = {}; // the settings of calls without options, by what they require; filled as they are needed

function settingsOf(locales, options, required, defaults) {
  if (options !== undefined || (locales !== undefined && locales !== DEFAULT)) {
    return settings(locales, options, required, defaults);
  }
  if (usual[required] === undefined) usual[required] = settings(locales, options, required, defaults);
  return usual[required];
}
