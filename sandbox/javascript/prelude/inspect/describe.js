// What kind of object a value is: the words before its braces, its braces, and the entries that are no properties.
const types = require("../node/util/types");
const { primitive } = require("./primitive");
const { errorText } = require("./error");

const BRACES = ["{", "}"];
const BRACKETS = ["[", "]"];
const SHOWN_BYTES = 50; // of an ArrayBuffer

const sizeOf = (Kind) => Object.getOwnPropertyDescriptor(Kind.prototype, "size").get;
const mapSize = sizeOf(Map);
const setSize = sizeOf(Set);

// Name of the class that made the object, null for one without a prototype. No getter is called.
function className(object) {
  for (let each = object; each !== null; each = Object.getPrototypeOf(each)) {
    const constructor = Object.getOwnPropertyDescriptor(each, "constructor")?.value;
    if (typeof constructor !== "function" || constructor.name === "") continue;
    if (typeof constructor.name === "string") return constructor.name;
  }
  return null;
}

function tagOf(object, name) {
  for (let each = object; each !== null; each = Object.getPrototypeOf(each)) {
    const tag = Object.getOwnPropertyDescriptor(each, Symbol.toStringTag);
    if (tag === undefined || (each === object && tag.enumerable)) continue;
    return typeof tag.value === "string" && tag.value !== "" && tag.value !== name ? ` [${tag.value}]` : "";
  }
  return "";
}

// `Name(size) [kind] [tag] `, where `kind` is told only when the name does not.
function prefix(name, kind, tag, size = "") {
  if (name === null) return `[${kind}${size}: null prototype]${tag} `;
  if (name === kind || kind === "Object" || kind === "Array") return `${name}${size}${tag} `;
  return `${name}${size} [${kind}]${tag === ` [${kind}]` ? "" : tag} `;
}

function functionText(value, name, tag) {
  const own = Object.getOwnPropertyDescriptor(value, "name")?.value;
  const label = typeof own === "string" && own !== "" ? own : "(anonymous)";
  if (Function.prototype.toString.call(value).startsWith("class")) {
    const parent = Object.getPrototypeOf(value)?.name;
    return `[class ${label}${typeof parent === "string" && parent !== "" ? ` extends ${parent}` : ""}]`;
  }
  const kind = /^\[object (.*Function)\]$/.exec(Object.prototype.toString.call(value))?.[1] ?? "Function";
  return `[${kind}${label === "(anonymous)" ? " " : ": "}${label}]${name === null ? " [null prototype]" : ""}`;
}

function* entriesOfPromise(value, child, promiseState) {
  const [state, result] = promiseState(value);
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
    const descriptor = Object.getOwnPropertyDescriptor(array, index);
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

const whole = (base) => ({ base, prefix: "", braces: BRACES, entries: [], size: 0, indexed: false });
const list = (words, size, entries) => ({ base: "", prefix: words, braces: BRACKETS, entries, size, indexed: true });
const group = (words, entries, size = 0) => ({
  base: "",
  prefix: words,
  braces: BRACES,
  entries,
  size,
  indexed: false,
});

function boxedText(value, name, tag) {
  const inner = ["Number", "String", "Boolean", "BigInt", "Symbol"].find((kind) => types[`is${kind}Object`](value));
  const text = primitive(globalThis[inner].prototype.valueOf.call(value), Infinity);
  return `[${inner}${name === inner ? "" : ` (${name})`}: ${text}]${tag}`;
}

// -> {base, prefix, braces, entries, size, indexed}: `base` stands alone when there are no properties; `size` is the
// number of entries; `indexed` says that integer keys are among the entries already.
exports.describe = function describe(value, child, indent, promiseState) {
  const name = className(value);
  const tag = tagOf(value, name);
  if (Array.isArray(value)) {
    return list(
      name === "Array" ? "" : prefix(name, "Array", tag, `(${value.length})`),
      value.length,
      entriesOfArray(value, child),
    );
  }
  if (typeof value === "function") return whole(functionText(value, name, tag));
  if (types.isMap(value))
    return group(prefix(name, "Map", tag, `(${mapSize.call(value)})`), entriesOfMap(value, child), mapSize.call(value));
  if (types.isSet(value))
    return group(prefix(name, "Set", tag, `(${setSize.call(value)})`), entriesOfSet(value, child), setSize.call(value));
  if (types.isTypedArray(value)) {
    return list(
      prefix(name, value[Symbol.toStringTag], "", `(${value.length})`),
      value.length,
      entriesOfTypedArray(value, child),
    );
  }
  if (types.isRegExp(value)) return whole(RegExp.prototype.toString.call(value));
  if (types.isDate(value)) {
    return whole(
      Number.isNaN(Date.prototype.getTime.call(value)) ? "Invalid Date" : Date.prototype.toISOString.call(value),
    );
  }
  if (Error.isError(value)) return whole(errorText(value, indent));
  if (types.isAnyArrayBuffer(value)) return group(prefix(name, "ArrayBuffer", ""), entriesOfBuffer(value), 2);
  if (types.isPromise(value))
    return group(prefix(name, "Promise", ""), entriesOfPromise(value, child, promiseState), 1);
  if (types.isWeakMap(value) || types.isWeakSet(value))
    return group(prefix(name, "Object", ""), ["<items unknown>"], 1);
  if (types.isBoxedPrimitive(value))
    return { ...whole(boxedText(value, name, tag)), indexed: types.isStringObject(value) };
  if (types.isArgumentsObject(value)) return list("[Arguments] ", value.length, entriesOfArray(value, child));
  return group(name === "Object" && tag === "" ? "" : prefix(name, "Object", tag), []);
};

exports.className = className;
