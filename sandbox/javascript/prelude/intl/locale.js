// Language tags (BCP 47) and the choice of a locale among those that a service has. The default is en-US.
//
// A tag is checked for its form and put in canonical case; aliases ("iw" for "he") are not replaced.

const { string, object } = require("./options");
const { define, keep, stateOf, requireNew } = require("./service");

exports.DEFAULT = "en-US";

// language, script, region, variants, extensions and private use (RFC 5646, without the irregular tags)
const LANGUAGE = "([a-z]{2,3}|[a-z]{5,8})(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*";
const TAG = new RegExp(`^${LANGUAGE}(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?$`, "i");

exports.canonicalLocales = function (locales) {
  if (locales === undefined) return [];
  if (locales === "en-US" || locales === "en") return [locales];
  if (typeof locales === "string" || (isObject(locales) && locales instanceof Locale)) return [canonical(locales)];
  if (locales === null) throw new TypeError("Cannot convert undefined or null to object");
  const list = Object(locales);
  const found = [];
  for (let index = 0; index < list.length; index += 1) {
    if (!(index in list)) continue;
    const tag = canonical(list[index]);
    if (!found.includes(tag)) found.push(tag);
  }
  return found;
};

// The best of `available` (tags without extensions) for what is asked: {locale, extension: {hc: "h23"}}.
// A tag is shortened from its end until it is found ("en-US-posix" -> "en-US"); without any match it is the default.
exports.resolve = function (locales, available, keys) {
  if (typeof locales === "string" && available.includes(locales)) return { locale: locales, extension: {} };
  for (const tag of exports.canonicalLocales(locales)) {
    const found = match(tag, available);
    if (found === undefined) continue;
    const extension = unicodeExtension(tag);
    return { locale: found, extension: only(extension, keys) };
  }
  return { locale: exports.DEFAULT, extension: {} };
};

// The `supportedLocalesOf` of a service.
exports.supportedLocalesOf = function (available, service) {
  return function supportedLocalesOf(locales, options = undefined) {
    const tags = exports.canonicalLocales(locales);
    if (options !== undefined) {
      string(Object(options), "localeMatcher", ["lookup", "best fit"], "best fit", service);
    }
    return tags.filter((tag) => match(tag, available) !== undefined);
  };
};

// The tag that resolvedOptions shows: the extension keys stay that were used as they were asked for.
exports.withExtension = function (locale, used) {
  const keys = Object.keys(used).sort();
  if (keys.length === 0) return locale;
  return locale + "-u-" + keys.map((key) => (used[key] === "true" ? key : key + "-" + used[key])).join("-");
};

function match(tag, available) {
  let candidate = tag.replace(/-[a-wyz0-9](-[a-z0-9]{2,8})+(?=-|$)/g, "").replace(/-x-.*$/, "");
  for (;;) {
    if (available.includes(candidate)) return candidate;
    const cut = candidate.lastIndexOf("-");
    if (cut < 0) return undefined;
    candidate = candidate.slice(0, cut);
  }
}

function canonical(value) {
  if (typeof value !== "string" && !isObject(value)) {
    throw new TypeError("Language ID should be string or object.");
  }
  const tag = value instanceof Locale ? value.toString() : String(value);
  if (!TAG.test(tag)) throw new RangeError("Incorrect locale information provided: " + tag);
  return inCanonicalCase(tag);
}

function inCanonicalCase(tag) {
  const subtags = tag.toLowerCase().split("-");
  const singleton = subtags.findIndex((subtag) => subtag.length === 1);
  const language = singleton < 0 ? subtags : subtags.slice(0, singleton);
  const cased = language.map((subtag, index) => {
    if (index === 0) return subtag;
    if (/^[a-z]{2}$/.test(subtag)) return subtag.toUpperCase();
    return /^[a-z]{4}$/.test(subtag) ? subtag[0].toUpperCase() + subtag.slice(1) : subtag;
  });
  return cased.concat(singleton < 0 ? [] : extensionsInOrder(subtags.slice(singleton))).join("-");
}

// The keywords of a -u- extension stand in alphabetical order in a canonical tag.
function extensionsInOrder(subtags) {
  const text = subtags.join("-");
  return [
    text.replace(
      /(^|-)u((-[a-z0-9]{3,8})*)((-[a-z0-9]{2}(-[a-z0-9]{3,8})*)+)/,
      (_, start, attributes, _last, keywords) => {
        const sorted = keywords
          .match(/-[a-z0-9]{2}(-[a-z0-9]{3,8})*(?=-|$)/g)
          .map((word) => word.replace(/-true$/, ""));
        return start + "u" + attributes + sorted.sort().join("");
      },
    ),
  ];
}

function unicodeExtension(tag) {
  const found = /-u((?:-[a-z0-9]{2,8})+)/.exec(tag.split("-x-")[0]);
  const keywords = {};
  if (found === null) return keywords;
  let key;
  for (const subtag of found[1].slice(1).split("-")) {
    if (subtag.length === 2) {
      key = subtag;
      keywords[key] = "true";
    } else if (key !== undefined) {
      keywords[key] = keywords[key] === "true" ? subtag : keywords[key] + "-" + subtag;
    }
  }
  return keywords;
}

function only(extension, keys) {
  const kept = {};
  for (const key of keys) if (extension[key] !== undefined) kept[key] = extension[key];
  return kept;
}

function isObject(value) {
  return value !== null && (typeof value === "object" || typeof value === "function");
}

// Intl.Locale: the parts of a tag. No maximize/minimize and no information about a locale (weekInfo and so on).
function Locale(tag, options = undefined) {
  requireNew(new.target, "Locale");
  if (typeof tag !== "string" && !isObject(tag)) {
    throw new TypeError("First argument to Intl.Locale constructor can't be empty or missing");
  }
  return keep(this, { service: "Locale", tag: withOptions(canonical(tag), object(options)) });
}

const KEYWORDS = {
  calendar: "ca",
  collation: "co",
  hourCycle: "hc",
  caseFirst: "kf",
  numeric: "kn",
  numberingSystem: "nu",
};

function withOptions(tag, options) {
  const parts = partsOf(tag);
  for (const name of ["language", "script", "region"])
    parts[name] = string(options, name, undefined, parts[name], "Locale");
  const keywords = unicodeExtension(tag);
  for (const [name, key] of Object.entries(KEYWORDS)) {
    if (options[name] !== undefined) keywords[key] = String(options[name]);
  }
  const base = [parts.language, parts.script, parts.region, ...parts.variants].filter(Boolean).join("-");
  return canonical(exports.withExtension(base, keywords));
}

function partsOf(tag) {
  const [language, ...rest] = tag.split(/-[a-z0-9]-/)[0].split("-");
  const script = /^[A-Z][a-z]{3}$/.test(rest[0]) ? rest.shift() : undefined;
  const region = /^([A-Z]{2}|[0-9]{3})$/.test(rest[0]) ? rest.shift() : undefined;
  return { language, script, region, variants: rest };
}

function tagOf(locale, method) {
  return stateOf(locale, "Locale", method).tag;
}

function keywordGetters() {
  const getters = {};
  for (const [name, key] of Object.entries(KEYWORDS)) {
    getters[name] = function () {
      const value = unicodeExtension(tagOf(this, name))[key];
      return name === "numeric" ? value !== undefined && value !== "false" : value;
    };
  }
  return getters;
}

define(Locale, "Locale", {
  length: 1,
  methods: {
    toString() {
      return tagOf(this, "toString");
    },
  },
  getters: {
    ...keywordGetters(),
    baseName() {
      return tagOf(this, "baseName").split("-u-")[0];
    },
    language() {
      return partsOf(tagOf(this, "language")).language;
    },
    script() {
      return partsOf(tagOf(this, "script")).script;
    },
    region() {
      return partsOf(tagOf(this, "region")).region;
    },
  },
});

exports.Locale = Locale;
