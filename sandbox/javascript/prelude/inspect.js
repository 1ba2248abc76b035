// util.inspect: any value as text for people. Its length is bounded, no getter is called, and nothing that a value
// does (a throwing trap, a cycle, a million keys) makes it throw.
const { describe, className } = require("./inspect/describe");
const { primitive, key } = require("./inspect/primitive");

const CUSTOM = Symbol.for("nodejs.util.inspect.custom");
const LENGTH = 16384; // characters that one call may collect; a log line keeps 8 KiB
const DEEPEST = 100; // levels shown when `depth` is Infinity
const KEYS = 1000; // properties shown of one object
const WIDTH = 80; // what does not fit is broken into lines
const UNSHOWABLE = "[object that cannot be shown]";

const defaultOptions = {
  depth: 2,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: WIDTH,
  compact: 3,
  showHidden: false,
  sorted: false,
};

class Inspection {
  constructor(options) {
    this.options = { ...defaultOptions, ...options };
    for (const limit of ["depth", "maxArrayLength", "maxStringLength"]) this.options[limit] ??= Infinity;
    this.options.depth = Math.min(this.options.depth, DEEPEST);
    this.left = LENGTH;
    this.open = []; // objects around the one being shown
    this.circular = new Map(); // object that holds itself -> its number
    this.indent = 0;
    this.deepest = 0;
    this.child = (value) => this.show(value);
    this.child.property = (descriptor) => this.property(descriptor);
  }

  show(value) {
    const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
    if (!isObject) return this.count(primitive(value, Math.min(this.options.maxStringLength, this.left)));
    try {
      return this.custom(value) ?? this.object(value);
    } catch {
      return UNSHOWABLE;
    }
  }

  count(text) {
    this.left = Math.max(0, this.left - text.length - this.indent);
    return text;
  }

  custom(value) {
    if (this.options.customInspect === false) return undefined;
    const method = value[CUSTOM];
    if (typeof method !== "function" || method === inspect) return undefined;
    const depth = this.options.depth - this.open.length;
    const result = method.call(value, depth, { ...this.options, depth }, inspect);
    if (result === value) return undefined;
    if (typeof result === "object" && result !== null) return this.object(result);
    if (typeof result !== "string") return this.show(result);
    return this.count(result.slice(0, this.left).replaceAll("\n", `\n${" ".repeat(this.indent)}`));
  }

  object(value) {
    if (this.open.includes(value)) {
      if (!this.circular.has(value)) this.circular.set(value, this.circular.size + 1);
      return `[Circular *${this.circular.get(value)}]`;
    }
    const shape = describe(value, this.child, this.indent);
    if (this.open.length > this.options.depth || this.left === 0) return this.closed(value, shape);
    const level = this.open.push(value);
    this.deepest = level;
    try {
      return this.opened(value, shape, level);
    } finally {
      this.open.length = level - 1;
    }
  }

  // An object below the depth that is shown: its name, unless there is nothing in it.
  closed(value, { base, prefix, braces, size }) {
    if (base !== "") return this.count(base);
    if (size === 0 && Object.keys(value).length === 0) return this.count(prefix + braces.join(""));
    return this.count(`[${className(value) ?? "Object: null prototype"}]`);
  }

  opened(value, shape, level) {
    this.count(shape.base || shape.prefix + shape.braces.join(""));
    this.indent += 2;
    const entries = this.properties(value, shape.indexed, this.entries(shape));
    this.indent -= 2;
    const number = this.circular.get(value);
    const reference = number === undefined ? "" : `<ref *${number}> `;
    const [left, right] = shape.braces;
    if (entries.length === 0) return reference + (shape.base || `${shape.prefix}${left}${right}`);
    const head = `${reference}${shape.base === "" ? shape.prefix : `${shape.base} `}${left}`;
    return this.layout(head, entries, right, level);
  }

  entries(shape) {
    const shown = [];
    for (const entry of shape.entries) {
      if (shown.length === this.options.maxArrayLength || this.left === 0) {
        const more = Math.max(1, shape.size - shown.length);
        shown.push(`... ${more} more item${more > 1 ? "s" : ""}`);
        break;
      }
      shown.push(entry);
    }
    return shown;
  }

  // Adds the properties to `entries`.
  properties(value, indexed, entries) {
    const keys = Reflect.ownKeys(value);
    if (this.options.sorted) keys.sort((a, b) => (String(a) < String(b) ? -1 : 1));
    const isError = Error.isError(value);
    let shown = 0;
    for (const name of keys) {
      if (indexed && typeof name === "string" && /^\d+$/.test(name)) continue;
      const descriptor = Object.getOwnPropertyDescriptor(value, name);
      const isCause = isError && (name === "cause" || name === "errors");
      if (descriptor === undefined || !(descriptor.enumerable || this.options.showHidden || isCause)) continue;
      if (shown === KEYS || this.left === 0) {
        entries.push("... more properties");
        break;
      }
      shown++;
      entries.push(this.count(`${key(name, descriptor.enumerable)}: `) + this.property(descriptor));
    }
    return entries;
  }

  property({ value, get, set }) {
    if (get === undefined && set === undefined) return this.show(value);
    if (set === undefined) return "[Getter]";
    return get === undefined ? "[Setter]" : "[Getter/Setter]";
  }

  // On one line when it fits and holds at most `compact` levels, otherwise one line per entry.
  layout(head, entries, right, level) {
    const { compact, breakLength } = this.options;
    const indent = " ".repeat(this.indent);
    if (compact === true || this.deepest - level < compact) {
      const line = entries.join(", ");
      // 10 is Node's allowance for what stands around the object.
      if (line.length + 2 + this.indent + head.length + 10 <= breakLength && !line.includes("\n"))
        return `${head} ${line} ${right}`;
    }
    return `${head}\n${indent}  ${entries.join(`,\n${indent}  `)}\n${indent}${right}`;
  }
}

// inspect(value, options) or, as of old, inspect(value, showHidden, depth).
function inspect(value, options, depth) {
  try {
    const given = typeof options === "object" && options !== null ? options : { showHidden: options === true };
    return new Inspection(depth === undefined ? given : { ...given, depth }).show(value);
  } catch {
    return UNSHOWABLE;
  }
}

inspect.custom = CUSTOM;
inspect.defaultOptions = defaultOptions;
inspect.colors = {};
inspect.styles = {};
exports.inspect = inspect;
