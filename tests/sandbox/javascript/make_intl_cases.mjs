// Writes intl_cases.json: expressions, and what Node's Intl (the full ICU) makes of them.
//
//     TZ=UTC LC_ALL=en_US.UTF-8 node tests/sandbox/javascript/make_intl_cases.mjs
//
// Run it with Node 20; the versions it was made with are in the file. Zones whose rules changed lately are not in it.
import { writeFileSync } from "node:fs";

const { locale: hostLocale, timeZone: hostZone } = new Intl.DateTimeFormat().resolvedOptions();
if (hostLocale !== "en-US" || hostZone !== "UTC") {
  throw new Error(`the defaults are ${hostLocale} and ${hostZone}: run this with TZ=UTC LC_ALL=en_US.UTF-8`);
}

const groups = {};

function add(group, ...expressions) {
  (groups[group] ??= []).push(...expressions);
}

const literal = (options) =>
  JSON.stringify(options)
    .replace(/"(\w+)":/g, "$1: ")
    .replace(/,(?=\w+: )/g, ", ");

function numbers(group, options, values = [0, 1, -1234.5, 1234567.891, 0.0567]) {
  for (const value of values) {
    add(group, `new Intl.NumberFormat("en-US", ${literal(options)}).format(${Object.is(value, -0) ? "-0" : value})`);
  }
}

for (const value of [0, -0, 1, 999, 1000, 1005.5, 1e21, 1e-7, 1.005, 2.5, 0.1 + 0.2, NaN, -Infinity]) {
  add("number", `(${Object.is(value, -0) ? "-0" : value}).toLocaleString()`);
}
add("number", "12345678901234567890n.toLocaleString()", "new Intl.NumberFormat().format('0.12345678901234567890')");
numbers("number", { minimumFractionDigits: 2 });
numbers("number", { maximumFractionDigits: 0 }, [0.5, 1.5, 2.5, -0.5, -0.2, 1.4999]);
numbers("number", { maximumFractionDigits: 2 }, [1.005, 1.015, 8.345, -1.005, 0.004999]);
numbers("number", { minimumIntegerDigits: 2 }, [0, 5, 12, -3]);
numbers("number", { maximumSignificantDigits: 3 });
numbers("number", { minimumSignificantDigits: 5 });
numbers("number", {
  minimumSignificantDigits: 2,
  maximumSignificantDigits: 4,
  maximumFractionDigits: 1,
  roundingPriority: "morePrecision",
});
numbers("number", { useGrouping: false });
numbers("number", { useGrouping: "min2" }, [1234, 12345]);
for (const signDisplay of ["always", "never", "exceptZero", "negative"])
  numbers("number", { signDisplay }, [-1, -0, 0, 1, NaN]);
for (const roundingMode of ["ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfTrunc", "halfEven"]) {
  numbers("number", { roundingMode, maximumFractionDigits: 0 }, [-2.5, -1.2, 0.5, 1.5, 1.7]);
}
numbers("number", { trailingZeroDisplay: "stripIfInteger", minimumFractionDigits: 2 }, [5, 5.5]);
numbers("number", { roundingIncrement: 5, minimumFractionDigits: 2, maximumFractionDigits: 2 }, [1.23, 1.225, 10.02]);
numbers("percent", { style: "percent" });
numbers("percent", { style: "percent", minimumFractionDigits: 1 });

for (const currency of ["USD", "EUR", "GBP", "JPY", "CHF", "INR", "CAD", "KWD", "SEK", "XAF", "QQQ"]) {
  numbers("currency", { style: "currency", currency }, [1234.5, -0.999]);
  for (const currencyDisplay of ["code", "name", "narrowSymbol"]) {
    numbers("currency", { style: "currency", currency, currencyDisplay }, [1, 1234.5]);
  }
}
numbers("currency", { style: "currency", currency: "USD", maximumFractionDigits: 0 });
numbers("currency", { style: "currency", currency: "USD", currencyDisplay: "name", maximumFractionDigits: 0 });
numbers("currency", { style: "currency", currency: "USD", currencySign: "accounting" });
numbers("currency", { style: "currency", currency: "USD", notation: "compact" });
numbers("currency", { style: "currency", currency: "EUR", signDisplay: "exceptZero" });

const scales = [0, 1, 12.34, 999, 999.5, 1000, 1550, 99950, 999999, 1234567, 5e9, 1e12, 1e15, 1e16, -4321, 0.00012];
numbers("compact", { notation: "compact" }, scales);
numbers("compact", { notation: "compact", compactDisplay: "long" }, scales);
numbers("compact", { notation: "compact", maximumFractionDigits: 1 }, scales);
numbers("compact", { notation: "scientific" }, scales);
numbers("compact", { notation: "engineering", maximumFractionDigits: 2 }, scales);

for (const unit of [
  "byte",
  "kilobyte",
  "megabyte",
  "gigabyte",
  "second",
  "minute",
  "hour",
  "day",
  "week",
  "month",
  "year",
  "millisecond",
  "percent",
  "celsius",
  "fahrenheit",
  "kilometer",
  "mile",
  "foot",
  "inch",
  "liter",
  "gallon",
  "kilogram",
  "pound",
  "acre",
  "kilometer-per-hour",
  "mile-per-hour",
  "megabyte-per-second",
  "liter-per-kilometer",
  "mile-per-gallon",
]) {
  for (const unitDisplay of ["short", "long", "narrow"])
    numbers("unit", { style: "unit", unit, unitDisplay }, [1, 1234.5]);
}
for (const unit of ["byte", "kilometer", "day"])
  numbers("unit", { style: "unit", unit, unitDisplay: "long", notation: "compact" }, [1, 1500]);

for (const options of [
  {},
  { style: "currency", currency: "USD" },
  { style: "percent" },
  { style: "unit", unit: "kilometer" },
  { notation: "compact" },
  { style: "currency", currency: "USD", currencyDisplay: "code" },
  { signDisplay: "always" },
]) {
  for (const [start, end] of [
    [3, 5],
    [3, 3],
    [-3, 5],
    [1000, 2000000],
  ]) {
    add("number ranges", `new Intl.NumberFormat("en-US", ${literal(options)}).formatRange(${start}, ${end})`);
  }
  add("number parts", `new Intl.NumberFormat("en-US", ${literal(options)}).formatToParts(-1234.5)`);
}
add(
  "number ranges",
  "new Intl.NumberFormat('en-US', {style: 'unit', unit: 'day', unitDisplay: 'long'}).formatRangeToParts(1, 2)",
);
for (const options of [
  {},
  { style: "percent" },
  { style: "currency", currency: "usd" },
  { style: "currency", currency: "JPY" },
  { style: "unit", unit: "hour" },
  { notation: "scientific" },
  { maximumSignificantDigits: 3 },
  { minimumFractionDigits: 4 },
]) {
  add("number options", `new Intl.NumberFormat("en-US", ${literal(options)}).resolvedOptions()`);
}

const MOMENTS = [
  "Date.UTC(2024, 2, 5, 15, 4, 9, 87)",
  "Date.UTC(2025, 11, 31, 23, 59, 59, 999)",
  "Date.UTC(1999, 6, 20, 0, 5)",
];
const DATES = [
  {},
  { dateStyle: "full" },
  { dateStyle: "long" },
  { dateStyle: "medium" },
  { dateStyle: "short" },
  { timeStyle: "full" },
  { timeStyle: "long" },
  { timeStyle: "medium" },
  { timeStyle: "short" },
  { dateStyle: "full", timeStyle: "full" },
  { dateStyle: "long", timeStyle: "short" },
  { dateStyle: "medium", timeStyle: "short" },
  { dateStyle: "short", timeStyle: "medium" },
  { timeStyle: "short", hour12: false },
  { timeStyle: "short", hourCycle: "h23" },
  { year: "numeric" },
  { month: "long" },
  { month: "short", day: "numeric" },
  { year: "numeric", month: "long" },
  { year: "numeric", month: "2-digit", day: "2-digit" },
  { year: "2-digit", month: "numeric", day: "numeric" },
  { year: "numeric", month: "short", day: "numeric" },
  { year: "numeric", month: "long", day: "numeric" },
  { weekday: "long" },
  { weekday: "short", day: "numeric" },
  { weekday: "short", month: "short", day: "numeric" },
  { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  { weekday: "narrow", month: "narrow", day: "2-digit" },
  { era: "short", year: "numeric", month: "long", day: "numeric" },
  { month: "numeric", day: "numeric" },
  { hour: "numeric" },
  { hour: "2-digit", minute: "2-digit" },
  { hour: "numeric", minute: "2-digit", hour12: true },
  { hour: "2-digit", minute: "2-digit", hour12: false },
  { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  { hour: "numeric", minute: "numeric", second: "numeric", fractionalSecondDigits: 3 },
  { minute: "2-digit", second: "2-digit" },
  { hour: "numeric", dayPeriod: "long" },
  { hour: "numeric", minute: "numeric", timeZoneName: "short" },
  { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
  { month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" },
  { weekday: "short", hour: "numeric", minute: "2-digit" },
  { timeZoneName: "long" },
  { timeZoneName: "shortOffset", hour: "numeric" },
  { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" },
];
for (const options of DATES) {
  const american = literal({ timeZone: "America/New_York", ...options });
  for (const moment of MOMENTS) add("date", `new Intl.DateTimeFormat("en-US", ${american}).format(${moment})`);
  add("date parts", `new Intl.DateTimeFormat("en-US", ${american}).formatToParts(${MOMENTS[0]})`);
  add("date options", `new Intl.DateTimeFormat("en-US", ${american}).resolvedOptions()`);
}
for (const locale of ["en-GB", "en-CA", "de-DE", "sv-SE"]) {
  for (const options of DATES) {
    // Left out: what docs/reference/intl.md says is not there for these locales.
    const offsets = locale === "de-DE" || locale === "sv-SE";
    if (options.era || options.dayPeriod || options.timeStyle === "full" || options.timeZoneName === "long") continue;
    if (offsets && (options.timeZoneName === "short" || options.timeStyle === "long")) continue;
    for (const moment of MOMENTS.slice(0, 2)) {
      add(
        `date ${locale}`,
        `new Intl.DateTimeFormat("${locale}", ${literal({ timeZone: "Europe/London", ...options })}).format(${moment})`,
      );
    }
  }
  add(
    `date ${locale}`,
    ...["toLocaleDateString", "toLocaleTimeString", "toLocaleString"].map((name) => `new Date(0).${name}("${locale}")`),
  );
}
for (const name of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"]) {
  add(
    "date methods",
    `new Date(1e12).${name}()`,
    `new Date(1e12).${name}("en-US", {timeZone: "Asia/Tokyo"})`,
    `new Date(NaN).${name}()`,
  );
  add(
    "date methods",
    `new Date(1e12).${name}("en-US", {month: "long"})`,
    `new Date(1e12).${name}([], {hour: "2-digit", minute: "2-digit"})`,
  );
}
add(
  "date methods",
  "[1234.5, new Date(0), null, [1e6]].toLocaleString('en-US', {timeZone: 'UTC'})",
  "new Date(0).toLocaleDateString('en-US', {weekday: 'short'})",
);

for (const zone of [
  "UTC",
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "Pacific/Honolulu",
  "America/Halifax",
  "America/Puerto_Rico",
  "Europe/London",
  "Europe/Dublin",
  "Europe/Berlin",
  "Europe/Moscow",
  "Africa/Cairo",
  "Asia/Dubai",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Tokyo",
  "Asia/Shanghai",
  "Australia/Sydney",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Chatham",
  "America/St_Johns",
  "America/Sao_Paulo",
  "Etc/GMT+5",
  "us/pacific",
]) {
  for (const timeZoneName of ["short", "long", "shortOffset", "longOffset"]) {
    for (const month of [0, 6]) {
      const options = { timeZone: zone, hour: "numeric", minute: "2-digit", timeZoneName };
      add("zones", `new Intl.DateTimeFormat("en-US", ${literal(options)}).format(Date.UTC(2024, ${month}, 15, 12))`);
    }
  }
}

const START = "Date.UTC(2024, 2, 5, 9, 4, 9)";
const ENDS = [
  "Date.UTC(2024, 2, 5, 9, 9, 9)",
  "Date.UTC(2024, 2, 5, 10, 4, 9)",
  "Date.UTC(2024, 2, 5, 15, 4, 9)",
  "Date.UTC(2024, 2, 8, 10, 4, 9)",
  "Date.UTC(2024, 4, 8, 10, 4, 9)",
  "Date.UTC(2025, 4, 8, 10, 4, 9)",
];
for (const options of [
  {},
  { dateStyle: "full" },
  { dateStyle: "long" },
  { dateStyle: "medium" },
  { dateStyle: "short" },
  { timeStyle: "short" },
  { dateStyle: "medium", timeStyle: "short" },
  { month: "short", day: "numeric" },
  { year: "numeric", month: "long" },
  { hour: "numeric" },
  { weekday: "short", month: "short", day: "numeric" },
  { month: "numeric", day: "numeric" },
  { hour: "numeric", minute: "numeric", hourCycle: "h23" },
]) {
  for (const end of ENDS)
    add(
      "date ranges",
      `new Intl.DateTimeFormat("en-US", ${literal({ timeZone: "UTC", ...options })}).formatRange(${START}, ${end})`,
    );
}
add(
  "date ranges",
  `new Intl.DateTimeFormat("en-US", {dateStyle: "medium", timeZone: "UTC"}).formatRangeToParts(${START}, ${ENDS[3]})`,
);

for (const style of ["long", "short", "narrow"]) {
  for (const unit of ["second", "minutes", "hour", "day", "weeks", "month", "quarter", "year"]) {
    for (const [numeric, values] of [
      ["always", [-2, 1]],
      ["auto", [-1, 0, 1, 2]],
    ]) {
      for (const value of values) {
        add(
          "relative",
          `new Intl.RelativeTimeFormat("en", {style: "${style}", numeric: "${numeric}"}).format(${value}, "${unit}")`,
        );
      }
    }
  }
}
add(
  "relative",
  "new Intl.RelativeTimeFormat().format(-0, 'day')",
  "new Intl.RelativeTimeFormat().format(1.5, 'day')",
  "new Intl.RelativeTimeFormat().formatToParts(-1234.5, 'days')",
  "new Intl.RelativeTimeFormat('en', {numeric: 'auto'}).resolvedOptions()",
);

for (const type of ["cardinal", "ordinal"]) {
  for (const value of [0, 1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 23, 101, 111, 1.5, -1]) {
    add("plural", `new Intl.PluralRules("en-US", {type: "${type}"}).select(${value})`);
  }
}
add(
  "plural",
  "new Intl.PluralRules('en', {minimumFractionDigits: 1}).select(1)",
  "new Intl.PluralRules('en').selectRange(0, 1)",
);

for (const type of ["conjunction", "disjunction", "unit"]) {
  for (const style of ["long", "short", "narrow"]) {
    for (const list of [[], ["a"], ["a", "b"], ["a", "b", "c"]]) {
      add("list", `new Intl.ListFormat("en", {type: "${type}", style: "${style}"}).format(${JSON.stringify(list)})`);
    }
  }
}
add("list", "new Intl.ListFormat('en').formatToParts(new Set(['a', 'b', 'c']))");

const WORDS = JSON.stringify([
  "zoo",
  "Zoo",
  "äpple",
  "apple",
  "Apple",
  "file10",
  "file9",
  "file 1",
  "_x",
  "résumé",
  "resume",
  "Straße",
  "Strasse",
  "10",
  "9",
  "",
]);
for (const options of [
  {},
  { numeric: true },
  { sensitivity: "base" },
  { sensitivity: "accent" },
  { caseFirst: "upper" },
  { ignorePunctuation: true },
]) {
  add("collation", `${WORDS}.sort(new Intl.Collator("en", ${literal(options)}).compare)`);
}
add(
  "collation",
  `${WORDS}.sort((a, b) => a.localeCompare(b))`,
  "'a'.localeCompare('B')",
  "'a'.localeCompare('A', 'en', {sensitivity: 'base'})",
  "'item 2'.localeCompare('item 10', undefined, {numeric: true})",
  "'ä'.localeCompare('z', 'de')",
  "'straße'.toLocaleUpperCase()",
  "'ÀB'.toLocaleLowerCase('en-US')",
);

add(
  "locales",
  "Intl.getCanonicalLocales(['EN-us', 'zh-hant-tw', 'en-US-u-hc-h23', 'de'])",
  "Intl.NumberFormat.supportedLocalesOf(['en-US', 'tlh'])",
  "new Intl.NumberFormat('tlh').resolvedOptions().locale",
  "new Intl.NumberFormat(['tlh', 'en']).resolvedOptions().locale",
  "new Intl.DateTimeFormat('en-US-u-hc-h23', {timeStyle: 'short', timeZone: 'UTC'}).resolvedOptions()",
  "new Intl.Locale('en-Latn-US-u-hc-h12').toString()",
  "new Intl.Locale('de', {region: 'AT'}).baseName",
  "new Intl.Locale('zh-hant').script",
  "String(Intl)",
  "String(new Intl.ListFormat())",
  "Intl.NumberFormat('en').format(1e6)",
  "[1, 2000].map(new Intl.NumberFormat().format)",
);

add(
  "errors",
  "new Intl.NumberFormat('en', {style: 'foo'})",
  "new Intl.NumberFormat('en', {style: 'currency'})",
  "new Intl.NumberFormat('en', {style: 'currency', currency: 'US'})",
  "new Intl.NumberFormat('en', {style: 'unit'})",
  "new Intl.NumberFormat('en', {style: 'unit', unit: 'parsec'})",
  "new Intl.DateTimeFormat('en', {timeZone: 'Mars/Base'})",
  "new Intl.DateTimeFormat('en', {month: 'tiny'})",
  "new Intl.DateTimeFormat('en', {dateStyle: 'full', month: 'long'})",
  "new Intl.DateTimeFormat().format(NaN)",
  "new Date(0).toLocaleDateString('en', {timeStyle: 'short'})",
  "new Intl.RelativeTimeFormat().format(1, 'fortnight')",
  "Intl.PluralRules()",
  "new Intl.ListFormat().format([1])",
  "Intl.supportedValuesOf('zones')",
  "new Intl.RelativeTimeFormat().format(NaN, 'day')",
);

function outcome(expression) {
  try {
    return JSON.parse(JSON.stringify(eval(expression)));
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}

const { node, icu, tz } = process.versions;
const tables = Object.entries(groups).map(([name, expressions]) => {
  const lines = expressions.map((expression) => `    ${JSON.stringify([expression, outcome(expression)])}`);
  return `  ${JSON.stringify(name)}: [\n${lines.join(",\n")}\n  ]`;
});
const text = `{\n  "made with": ${JSON.stringify({ node, icu, tz })},\n${tables.join(",\n")}\n}\n`;
writeFileSync(new URL("intl_cases.json", import.meta.url), text);
