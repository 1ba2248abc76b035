// Text of primitives and property keys as util.inspect shows them.
const SHORT = { __proto__: null, "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\\": "\\\\" };
const PLAIN = /^[^\x00-\x1f\x7f-\x9f\\'\ud800-\udfff]*$/;
const UNSAFE = /[\x00-\x1f\x7f-\x9f\\]/g;
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

const hex = (character) => `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;

// A string in quotes: single ones, or the first of ' " ` that it does not hold.
function quoted(text) {
  if (PLAIN.test(text)) return `'${text}'`;
  const quote = ["'", '"', "`"].find((each) => !text.includes(each)) ?? "'";
  const safe = text.toWellFormed().replace(UNSAFE, (character) => SHORT[character] ?? hex(character));
  return quote + (quote === "'" ? safe.replaceAll("'", "\\'") : safe) + quote;
}

function shortened(text, length) {
  const more = text.length - length;
  return more > 0 ? `${quoted(text.slice(0, length))}... ${more} more character${more > 1 ? "s" : ""}` : quoted(text);
}

const number = (value) => (Object.is(value, -0) ? "-0" : String(value));

exports.primitive = function primitive(value, maxStringLength) {
  switch (typeof value) {
    case "string":
      return shortened(value, maxStringLength);
    case "number":
      return number(value);
    case "bigint":
      return `${value}n`;
    default:
      return String(value);
  }
};

exports.key = function key(name, isEnumerable) {
  const text = typeof name === "symbol" ? `[${String(name)}]` : IDENTIFIER.test(name) ? name : quoted(name);
  return isEnumerable || typeof name === "symbol" ? text : `[${name}]`;
};

exports.number = number;
exports.quoted = quoted;
