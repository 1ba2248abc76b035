// The Intl object, and the toLocale... methods of the language's own types. docs/reference/intl.md says what is there.

const { Collator, localeCompare } = require("./collator");
const currencies = require("./currencies");
const dates = require("./date_time_format");
const { ListFormat } = require("./list_format");
const { Locale, canonicalLocales } = require("./locale");
const numbers = require("./number_format");
const { PluralRules } = require("./plural_rules");
const { RelativeTimeFormat } = require("./relative_time_format");
const { hide } = require("./service");
const units = require("./units");

const Intl = Object.create(Object.prototype, { [Symbol.toStringTag]: { value: "Intl", configurable: true } });

const SUPPORTED = {
  calendar: () => ["gregory"],
  collation: () => ["default"],
  currency: () => currencies.codes(),
  numberingSystem: () => ["latn"],
  timeZone: () => native.zoneNames().filter(isPlace).concat("UTC").sort(),
  unit: () => units.names(),
};

const members = {
  Collator,
  DateTimeFormat: dates.DateTimeFormat,
  ListFormat,
  Locale,
  NumberFormat: numbers.NumberFormat,
  PluralRules,
  RelativeTimeFormat,
  getCanonicalLocales(locales) {
    return canonicalLocales(locales);
  },
  supportedValuesOf(key) {
    const list = Object.hasOwn(SUPPORTED, String(key)) ? SUPPORTED[String(key)] : undefined;
    if (list === undefined) throw new RangeError("Invalid key : " + String(key));
    return list();
  },
};

for (const [name, value] of Object.entries(members)) hide(Intl, name, value);

// "Europe/Berlin", not "CET", "US/Pacific" or "Etc/GMT+1".
function isPlace(name) {
  return /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//.test(name);
}

// The built-in methods, as they are before any guest can replace them.
const valueOf = { number: Number.prototype.valueOf, bigint: BigInt.prototype.valueOf };
const { getTime } = Date.prototype;

const methods = {
  Number: {
    toLocaleString(locales = undefined, options = undefined) {
      return numbers.toLocaleString(valueOf.number.call(this), locales, options);
    },
  },
  BigInt: {
    toLocaleString(locales = undefined, options = undefined) {
      return numbers.toLocaleString(valueOf.bigint.call(this), locales, options);
    },
  },
  Date: {
    toLocaleString(locales = undefined, options = undefined) {
      return dates.toLocaleString(getTime.call(this), locales, options, "any", "all");
    },
    toLocaleDateString(locales = undefined, options = undefined) {
      return dates.toLocaleString(getTime.call(this), locales, options, "date", "date");
    },
    toLocaleTimeString(locales = undefined, options = undefined) {
      return dates.toLocaleString(getTime.call(this), locales, options, "time", "time");
    },
  },
  Array: { toLocaleString: listToLocaleString },
  String: {
    localeCompare(that, locales = undefined, options = undefined) {
      return localeCompare(textOfThis(this, "localeCompare"), String(that), locales, options);
    },
    toLocaleUpperCase(locales = undefined) {
      canonicalLocales(locales);
      return textOfThis(this, "toLocaleUpperCase").toUpperCase();
    },
    toLocaleLowerCase(locales = undefined) {
      canonicalLocales(locales);
      return textOfThis(this, "toLocaleLowerCase").toLowerCase();
    },
  },
};

function textOfThis(value, method) {
  if (value === undefined || value === null) {
    throw new TypeError(`String.prototype.${method} called on null or undefined`);
  }
  return String(value);
}

const open = []; // lists whose elements are being written: one that holds itself is written as nothing there

function listToLocaleString(locales = undefined, options = undefined) {
  const list = Object(this);
  if (open.includes(list)) return "";
  open.push(list);
  try {
    const texts = [];
    for (let index = 0; index < list.length; index += 1) {
      const element = list[index];
      texts.push(element === undefined || element === null ? "" : String(element.toLocaleString(locales, options)));
    }
    return texts.join(",");
  } finally {
    open.pop();
  }
}

exports.Intl = Intl;

exports.install = function (target) {
  hide(target, "Intl", Intl);
  for (const [type, table] of Object.entries(methods)) {
    for (const [name, value] of Object.entries(table)) hide(target[type].prototype, name, value);
  }
  hide(Object.getPrototypeOf(target.Uint8Array.prototype), "toLocaleString", listToLocaleString);
};
