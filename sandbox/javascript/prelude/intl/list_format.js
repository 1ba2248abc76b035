// Intl.ListFormat in English: "a, b, and c".

const { object, string } = require("./options");
const { define, keep, requireNew, stateOf, textOf } = require("./service");
const { resolve, supportedLocalesOf } = require("./locale");

const LOCALES = ["en", "en-US"];

function ListFormat(locales = undefined, optionsArgument = undefined) {
  requireNew(new.target, "ListFormat");
  const { locale } = resolve(locales, LOCALES, []);
  const options = object(optionsArgument);
  string(options, "localeMatcher", ["lookup", "best fit"], "best fit", "ListFormat");
  const type = string(options, "type", ["conjunction", "disjunction", "unit"], "conjunction", "ListFormat");
  const style = string(options, "style", ["long", "short", "narrow"], "long", "ListFormat");
  return keep(this, { service: "ListFormat", locale, type, style });
}

// The text between elements: {two: between the only two, middle, last}.
function separators({ type, style }) {
  if (type === "disjunction") return { two: " or ", middle: ", ", last: ", or " };
  if (type === "unit") {
    const between = style === "narrow" ? " " : ", ";
    return { two: between, middle: between, last: between };
  }
  if (style === "long") return { two: " and ", middle: ", ", last: ", and " };
  if (style === "short") return { two: " & ", middle: ", ", last: ", & " };
  return { two: ", ", middle: ", ", last: ", " };
}

function partsOf(list, elements) {
  const { two, middle, last } = separators(list);
  const parts = [];
  elements.forEach((value, index) => {
    if (index > 0) {
      const isLast = index === elements.length - 1;
      parts.push({ type: "literal", value: elements.length === 2 ? two : isLast ? last : middle });
    }
    parts.push({ type: "element", value });
  });
  return parts;
}

function stringsOf(iterable) {
  const elements = [];
  if (iterable === undefined) return elements;
  for (const element of iterable) {
    if (typeof element !== "string") throw new TypeError(`Iterable yielded ${String(element)} which is not a string`);
    elements.push(element);
  }
  return elements;
}

exports.ListFormat = define(ListFormat, "ListFormat", {
  length: 0,
  methods: {
    format(list) {
      return textOf(partsOf(stateOf(this, "ListFormat", "format"), stringsOf(list)));
    },
    formatToParts(list) {
      return partsOf(stateOf(this, "ListFormat", "formatToParts"), stringsOf(list));
    },
    resolvedOptions() {
      const { locale, type, style } = stateOf(this, "ListFormat", "resolvedOptions");
      return { locale, type, style };
    },
  },
  statics: { supportedLocalesOf: supportedLocalesOf(LOCALES, "ListFormat") },
});
