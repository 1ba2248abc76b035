// Intl.Collator: an order of names that people expect, close to the Unicode root collation for Latin letters.
//
// Three levels, as there: first letters without accents and case ("punctuation < digits < Latin < other letters"), then
// accents, then case (lower first). Other scripts stand in the order of their code points, Han characters too.

const { coerce, boolean, string, unicodeType } = require("./options");
const { define, keep, stateOf } = require("./service");
const { resolve, supportedLocalesOf } = require("./locale");

const LOCALES = ["en", "en-US", "en-GB", "en-CA", "de", "de-DE"]; // those whose order is the root's
const SERVICE = "Collator";

const PUNCTUATION = "\t\n\v\f\r\u0085\u2028\u2029 _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
const SIGNS = 1 + PUNCTUATION.indexOf("`"); // from here on they are symbols, which `ignorePunctuation` does not ignore
const DIGITS = 0x110000; // above all punctuation, which stands for itself
const NUMBERS = DIGITS + 10; // a whole number (option `numeric`): this and its length, then its digits
const LATIN = 0x220000;
const LETTERS = 0x330000;
const LIGATURES = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d" };

function Collator(locales = undefined, options = undefined) {
  const target = new.target === undefined ? Object.create(Collator.prototype) : this;
  return keep(target, settings(locales, options));
}

function settings(locales, optionsArgument) {
  const { locale, extension } = resolve(locales, LOCALES, ["kn", "kf"]);
  const options = coerce(optionsArgument);
  const usage = string(options, "usage", ["sort", "search"], "sort", SERVICE);
  string(options, "localeMatcher", ["lookup", "best fit"], "best fit", SERVICE);
  unicodeType(options, "collation");
  const numeric = boolean(options, "numeric");
  const caseFirst = string(options, "caseFirst", ["upper", "lower", "false"], undefined, SERVICE);
  const sensitivity = string(options, "sensitivity", ["base", "accent", "case", "variant"], "variant", SERVICE);
  return {
    service: SERVICE,
    locale,
    usage,
    sensitivity,
    ignorePunctuation: boolean(options, "ignorePunctuation") || false,
    numeric: numeric === undefined ? extension.kn === "true" : numeric,
    caseFirst: caseFirst || (["upper", "lower"].includes(extension.kf) ? extension.kf : "false"),
  };
}

function compare(collator, left, right) {
  if (left === right) return 0;
  const first = weigh(collator, left);
  const second = weigh(collator, right);
  const { sensitivity, caseFirst } = collator;
  let order = compareLists(first.letters, second.letters);
  if (order === 0 && (sensitivity === "accent" || sensitivity === "variant"))
    order = compareLists(first.accents, second.accents);
  if (order === 0 && (sensitivity === "case" || sensitivity === "variant")) {
    order = compareLists(first.cases, second.cases) * (caseFirst === "upper" ? -1 : 1);
  }
  return order;
}

// One weight of each level for each letter; an accent belongs to the letter before it.
function weigh({ numeric, ignorePunctuation }, text) {
  const weights = { letters: [], accents: [], cases: [] };
  const add = (letter, upper) => {
    weights.letters.push(letter);
    weights.accents.push("");
    weights.cases.push(upper ? 1 : 0);
  };
  const decomposed = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFD");
  for (const [piece] of decomposed.matchAll(numeric ? /\d+|[^]/gu : /[^]/gu)) {
    if (/^\d/.test(piece) && numeric) addNumber(add, piece.replace(/^0+/, ""));
    else if (/\p{M}/u.test(piece)) weights.accents[weights.accents.length - 1] += piece;
    else addCharacter(weights, add, piece, ignorePunctuation);
  }
  return weights;
}

function addNumber(add, digits) {
  add(NUMBERS + digits.length, false);
  for (const digit of digits) add(DIGITS + Number(digit), false);
}

function addCharacter(weights, add, character, ignorePunctuation) {
  const lower = character.toLowerCase();
  const weight = weightOf(lower);
  if (weight === 0 || (ignorePunctuation && weight < SIGNS)) return;
  const upper = lower !== character;
  const letters = LIGATURES[lower];
  if (letters === undefined) {
    add(weight, upper);
    return;
  }
  for (const letter of letters) add(weightOf(letter), upper);
  weights.accents[weights.accents.length - 1] += lower;
}

// 0 for a control character: it counts for nothing.
function weightOf(character) {
  const code = character.codePointAt(0);
  if (code >= 97 && code <= 122) return LATIN + code;
  if (code >= 48 && code <= 57) return DIGITS + code - 48;
  const punctuation = PUNCTUATION.indexOf(character);
  if (punctuation >= 0) return 1 + punctuation;
  if (code < 32 || code === 127) return 0;
  if (/\p{L}/u.test(character)) return (/\p{Script=Latin}/u.test(character) ? LATIN : LETTERS) + code;
  return 100 + code;
}

function compareLists(left, right) {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    if (left[index] !== right[index]) return left[index] < right[index] ? -1 : 1;
  }
  return Math.sign(left.length - right.length);
}

exports.Collator = define(Collator, SERVICE, {
  length: 0,
  getters: {
    compare() {
      const collator = stateOf(this, SERVICE, "compare");
      if (collator.bound === undefined) {
        collator.bound = (left, right) => compare(collator, String(left), String(right));
        Object.defineProperty(collator.bound, "name", { value: "" });
      }
      return collator.bound;
    },
  },
  methods: {
    resolvedOptions() {
      const collator = stateOf(this, SERVICE, "resolvedOptions");
      const { locale, usage, sensitivity, ignorePunctuation, numeric, caseFirst } = collator;
      return { locale, usage, sensitivity, ignorePunctuation, collation: "default", numeric, caseFirst };
    },
  },
  statics: { supportedLocalesOf: supportedLocalesOf(LOCALES, SERVICE) },
});

exports.localeCompare = function (left, right, locales, options) {
  return compare(settings(locales, options), left, right);
};
