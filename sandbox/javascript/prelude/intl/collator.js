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
const ACCENTS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307"; // in their order, before all others
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
  const quick = collator.ignorePunctuation ? undefined : compareAscii(collator, left, right);
  if (quick !== undefined) return quick;
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

// The same without making weights: most names are ASCII where they differ. undefined where they are not.
function compareAscii({ numeric, sensitivity, caseFirst }, left, right) {
  let order = 0; // by case, for when the letters are the same
  let i = 0;
  let j = 0;
  for (; i < left.length && j < right.length; i += 1, j += 1) {
    const first = left.charCodeAt(i);
    const second = right.charCodeAt(j);
    if (numeric && isDigit(first) && isDigit(second)) {
      const numbers = [digitsFrom(left, i), digitsFrom(right, j)];
      const difference = compareNumbers(...numbers);
      if (difference !== 0) return difference;
      i += numbers[0].length - 1;
      j += numbers[1].length - 1;
    } else if (first !== second) {
      if (!isPlain(first) || !isPlain(second)) return undefined;
      const difference = weightOf(left[i].toLowerCase()) - weightOf(right[j].toLowerCase());
      if (difference !== 0) return Math.sign(difference);
      if (order === 0) order = first > second ? -1 : 1; // capitals have the lower codes, and come second
    }
  }
  if (i < left.length) return isPlain(left.charCodeAt(i)) ? 1 : undefined;
  if (j < right.length) return isPlain(right.charCodeAt(j)) ? -1 : undefined;
  if (sensitivity === "base" || sensitivity === "accent") return 0;
  return caseFirst === "upper" ? -order : order;
}

function digitsFrom(text, start) {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return text.slice(start, end);
}

function compareNumbers(left, right) {
  const first = left.replace(/^0+/, "");
  const second = right.replace(/^0+/, "");
  if (first.length !== second.length) return first.length < second.length ? -1 : 1;
  return first === second ? 0 : first < second ? -1 : 1;
}

function isPlain(code) {
  return code >= 32 && code < 127;
}

function isDigit(code) {
  return code >= 48 && code <= 57;
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
    else if (/\p{M}/u.test(piece)) weights.accents[weights.accents.length - 1] += accentWeight(piece);
    else addCharacter(weights, add, piece, ignorePunctuation);
  }
  return weights;
}

// As text, so that several accents on one letter are compared one after the other.
function accentWeight(mark) {
  const known = ACCENTS.indexOf(mark);
  return known < 0 ? mark : String.fromCharCode(1 + known);
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

let usual; // the settings of calls without options, made when the first needs them

exports.localeCompare = function (left, right, locales, options) {
  if (locales !== undefined || options !== undefined) return compare(settings(locales, options), left, right);
  if (usual === undefined) usual = settings();
  return compare(usual, left, right);
};
