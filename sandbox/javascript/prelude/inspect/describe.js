// What kind of object a value is: the words before its braces, its braces, and the entries that are no properties.
const { kindOf } = require("../node/util/kind");
const { isArgumentsObject } = require("../node/util/types");
const { primitive } = require("./primitive");
const { errorText } = require("./error");

const BRACES = ["{", "}"];
const BRACKETS = ["[", "]"];
const SHOWN_BYTES = 50; // of an ArrayBuffer

const { getOwnPropertyDescriptor, getPrototypeOf } = Object;
const sizeOf = (Kind) => getOwnPropertyDescriptor(Kind.prototype, "size").get;
const mapSize = sizeOf(Map);
const setSize = sizeOf(Set);

// Name of the class that made the object, null for one without a prototype. No getter is called.
function className(object) {
  for (let each = object; each !== null; each = getPrototypeOf(each)) {
    const constructor = getOwnPropertyDescriptor(each, "constructor")?.value;
    if (typeof constructor !== "function") continue;
    const name = getOwnPropertyDescriptor(constructor, "name")?.value;
    if (typeof name === "string" && name !== "") return name;
  }
  return null;
}

function tagOf(object, name) {
  for (let each = object; each !== null; each = getPrototypeOf(each)) {
    const tag = getOwnPropertyDescriptor(each, Symbol.toStringTag);
    if (tag === undefined || (each === object && tag.enumerable)) continue;
    return typeof tag.value === "string" && tag.value !== "" && tag.value !== name ? ` [${tag.value}]` : "";
  }
  return "";
}

// `Name(size) [kind] [tag] `, where `kind` is told only when the name does not.
function prefix({ name, tag }, kind, size = "") {
  if (name === null) return `[${kind}${size}: null prototype]${tag} `;
  if (name === kind || kind === "Object" || kind === "Array") return `${name}${size}${tag} `;
  return `${name}${size} [${kind}]${tag === ` [${kind}]` ? "" : tag} `;
}

// `base` stands alone when there are no properties; `size` is the number of entries; `indexed` says that integer keys
// are among the entries already.
const whole = (base, indexed = false) => ({ base, prefix: "", braces: BRACES, entries: [], size: 0, indexed });
const list = (words, size, entries) => ({ base: "", prefix: words, braces: BRACKETS, entries, size, indexed: true });
const group = (words, size, entries) => ({ base: "", prefix: words, braces: BRACES, entries, size, indexed: false });

function functionText(value, { name }) {
  const own = getOwnPropertyDescriptor(value, "name")?.value;
  const label = typeof own === "string" && own !== "" ? own : "(anonymous)";
  if (Function.prototype.toString.call(value).startsWith("class")) {
    const parent = getPrototypeOf(value)?.name;
    return `[class ${label}${typeof parent === "string" && parent !== "" ? ` extends ${parent}` : ""}]`;
  }
  const kind = name?.endsWith("Function") ? name : "Function";
  return `[${kind}${label === "(anonymous)" ? " " : ": "}${label}]${name === null ? " [null prototype]" : ""}`;
}

function* entriesOfPromise(value, child) {
  const [state, result] = native.promiseState(value);
  if (state === "pending") yield "<pending>";
  else yield state === "rejected" ? `<rejected> ${child(result)}` : child(result);
}

function* entriesOfBuffer(value) {
  const bytes = new Uint8Array(value);
  const shown = Array.from(bytes.subarray(0, SHOWN_BYTES), (byte) => byte.toString(16).padStart(2, "0"));
  const more = bytes.length - shown.length;
  if (more > 0) shown.push(`... ${more} more byte${more > 1 ? "s" : ""}`);
  yield `[Uint8Contents]: <${shown.join(" ")}>`;
  yield `byteLength: ${bytes.length}`;
}

function* entriesOfMap(map, child) {
  for (const [key, value] of Map.prototype.entries.call(map)) yield `${child(key)} => ${child(value)}`;
}

function* entriesOfSet(set, child) {
  for (const value of Set.prototype.values.call(set)) yield child(value);
}

function* entriesOfArray(array, child) {
  let holes = 0;
  const flush = () => `<${holes} empty item${holes > 1 ? "s" : ""}>`;
  for (let index = 0; index < array.length; index++) {
    const descriptor = getOwnPropertyDescriptor(array, index);
    if (descriptor === undefined) {
      holes++;
      continue;
    }
    if (holes > 0) yield flush();
    holes = 0;
    yield child.property(descriptor);
  }
  if (holes > 0) yield flush();
}

function* entriesOfTypedArray(array, child) {
  for (let index = 0; index < array.length; index++) yield child(array[index]);
}

function dateText(value) {
  return Number.isNaN(Date.prototype.getTime.call(value)) ? "Invalid Date" : Date.prototype.toISOString.call(value);
}

function boxed(Kind) {
  return (value, { name, tag }) => {
    const text = primitive(Kind.prototype.valueOf.call(value), Infinity);
    return whole(`[${Kind.name}${name === Kind.name ? "" : ` (${name})`}: ${text}]${tag}`, Kind === String);
  };
}

const weak = (value, words) => group(prefix(words, "Object"), 1, ["<items unknown>"]);

// How the built-in classes are described. `child` shows a value inside; `indent` is the column of an error's stack.
const shapes = {
  __proto__: null,

  Array(value, words, child) {
    const shown = words.name === "Array" ? "" : prefix(words, "Array", `(${value.length})`);
    return list(shown, value.length, entriesOfArray(value, child));
  },

  ArrayBuffer: (value, words) => group(prefix(words, "ArrayBuffer"), 2, entriesOfBuffer(value)),
  Date: (value) => whole(dateText(value)),
  Error: (value, words, child, indent) => whole(errorText(value, indent)),

  Map(value, words, child) {
    const size = mapSize.call(value);
    return group(prefix(words, "Map", `(${size})`), size, entriesOfMap(value, child));
  },

  Promise(value, { name }, child) {
    return group(prefix({ name, tag: "" }, "Promise"), 1, entriesOfPromise(value, child));
  },

  RegExp: (value) => whole(RegExp.prototype.toString.call(value)),

  Set(value, words, child) {
    const size = setSize.call(value);
    return group(prefix(words, "Set", `(${size})`), size, entriesOfSet(value, child));
  },

  TypedArray(value, { name }, child) {
    const words = { name, tag: "" };
    const shown = prefix(words, value[Symbol.toStringTag], `(${value.length})`);
    return list(shown, value.length, entriesOfTypedArray(value, child));
  },

  WeakMap: weak,
  WeakSet: weak,
};
for (const Kind of [Number, String, Boolean, BigInt, Symbol]) shapes[Kind.name] = boxed(Kind);

// An object literal or a list, which is what nearly all values are; the rest of the checks is not needed for them.
function isLiteral(value) {
  const prototype = getPrototypeOf(value);
  if (prototype === Array.prototype) return Array.isArray(value);
  if (prototype !== Object.prototype || typeof value === "function" || Error.isError(value)) return false;
  return !(
    Object.hasOwn(value, "constructor") ||
    Object.hasOwn(value, Symbol.toStringTag) ||
    Object.hasOwn(value, "callee")
  );
}

const isArguments = (value) => Object.hasOwn(value, "callee") && isArgumentsObject(value);

exports.describe = function describe(value, child, indent) {
  if (isLiteral(value)) {
    return Array.isArray(value) ? list("", value.length, entriesOfArray(value, child)) : group("", 0, []);
  }
  const name = className(value);
  const words = { name, tag: tagOf(value, name) };
  if (typeof value === "function") return whole(functionText(value, words));
  const shape = shapes[kindOf(value)];
  if (shape !== undefined) return shape(value, words, child, indent);
  if (isArguments(value)) return list("[Arguments] ", value.length, entriesOfArray(value, child));
  return group(name === "Object" && words.tag === "" ? "" : prefix(words, "Object"), 0, []);
};

exports.className = className;
