// Loads a program from the modules that came with it: CommonJS `require`, ES modules, and the Node built-ins we have.
const turn = require("./turn");
const { refused } = require("./node/refused");
const trace = require("./trace");

const BUILTINS = {
  __proto__: null,
  assert: () => require("./node/assert").default,
  "assert/strict": () => require("./node/assert").default.strict,
  buffer: () => require("./node/buffer"),
  crypto: () => require("./node/crypto"),
  events: () => require("./node/events").default,
  path: () => require("./node/path"),
  "path/posix": () => require("./node/path"),
  querystring: () => require("./node/querystring"),
  string_decoder: () => require("./node/string_decoder"),
  timers: () => require("./node/timers"),
  "timers/promises": () => require("./node/timers").promises,
  url: () => require("./node/url"),
  util: () => require("./node/util"),
  "util/types": () => require("./node/util/types"),
  "skerry:host": () => ({ call: turn.call }),
  "skerry:native": () => ({ compilePattern: native.compilePattern, test: native.test }),
};
// Evaluated now, into the base that every program is loaded into, and not in the runs that require them.
for (const name of Object.keys(BUILTINS)) BUILTINS[name]();

const ENDINGS = ["", ".js", ".cjs", ".mjs", ".json", "/index.js", "/index.json"];

let sources = new Map(); // module name -> source text
const modules = new Map(); // module name -> module object of a CommonJS module (or JSON)
const exportNames = new Map(); // name of what is no ES module, but imported by one -> names of its exports
let entry;

function notFound(specifier, from, why) {
  const error = new Error(`Cannot find module '${specifier}'${from === "" ? "" : ` (required by ${from})`}: ${why}`);
  error.code = "MODULE_NOT_FOUND";
  return error;
}

function builtin(specifier, from) {
  const name = specifier.startsWith("node:") ? specifier.slice(5) : specifier;
  if (name in BUILTINS) return name;
  const why = refused[name];
  if (why !== undefined) throw notFound(specifier, from, why);
  throw notFound(specifier, from, "it is no file of the integrations folder and no built-in; packages must be bundled: skerry bundle");
}

// "./a/b.js" + "../c" -> "./c"; a path that climbs out of the folder is an error.
function join(from, specifier) {
  const segments = from.startsWith("./") ? from.slice(2).split("/").slice(0, -1) : [];
  for (const segment of specifier.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) throw notFound(specifier, from, "it lies outside the integrations folder");
  }
  return segments.length === 0 ? "." : `./${segments.join("/")}`;
}

// The name of the module, or of the built-in, that `specifier` means inside `from`.
function resolve(from, specifier) {
  if (typeof specifier !== "string") throw new TypeError(`require needs a string, got ${typeof specifier}`);
  if (sources.has(specifier) && specifier.startsWith("skerry:")) return specifier;
  if (specifier.startsWith("/")) throw notFound(specifier, from, "absolute paths are not allowed; use ./ or ../");
  if (!/^\.\.?(\/|$)/.test(specifier)) return builtin(specifier, from);
  const base = join(from, specifier);
  const ending = ENDINGS.find((each) => sources.has(base + each));
  if (ending === undefined) throw notFound(specifier, from, `${base} was not found when the program was loaded: there is no such file, or no require() names it by a plain string`);
  return base + ending;
}

function isModule(name) {
  return name.endsWith(".mjs");
}

function evaluate(name) {
  const module = { id: name, filename: name, exports: {}, loaded: false };
  modules.set(name, module);
  try {
    if (name.endsWith(".json") || name.startsWith("skerry:data/") || name === "skerry:program" || name === "skerry:patterns") {
      module.exports = parse(name);
    } else {
      const run = compile(name);
      const directory = name.slice(0, Math.max(name.lastIndexOf("/"), 1));
      Reflect.apply(run, module.exports, [module.exports, requireFrom(name), module, name, directory]);
    }
  } catch (error) {
    modules.delete(name);
    throw error;
  }
  module.loaded = true;
  return module;
}

function compile(name) {
  const source = sources.get(name).replace(/^#!.*/, "");
  try {
    return native.compile(source, name);
  } catch (error) {
    throw placed(error, name, source.trimEnd().split("\n"));
  }
}

// A file that ends too early is at odds with the wrapper that is put around it, on the line below its last.
function placed(error, name, lines) {
  const place = /:(\d+):\d+\)?\s*$/m.exec(error?.stack ?? "");
  if (!(error instanceof SyntaxError) || place === null || place[1] <= lines.length) return error;
  const ended = new SyntaxError("unexpected end of file, or a bracket too many");
  ended.stack = `    at ${name}:${lines.length}:${lines.at(-1).length + 1}\n`;
  return ended;
}

function parse(name) {
  try {
    return JSON.parse(sources.get(name).replace(/^\ufeff/, ""));
  } catch (error) {
    throw new SyntaxError(`${name} is not valid JSON: ${error.message}`);
  }
}

// Evaluates an ES module to its end: `require` is synchronous, so it cannot wait.
function requireModule(name) {
  const promise = native.importModule(name);
  promise.catch(() => {});
  native.drain();
  const [state, value] = native.promiseState(promise);
  if (state === "pending") throw new Error(`${name} waits at top level (await): call what it waits for inside run()`);
  if (state === "rejected") throw value;
  return value;
}

function load(name) {
  if (name in BUILTINS) return BUILTINS[name]();
  if (isModule(name)) return requireModule(name);
  return (modules.get(name) ?? evaluate(name)).exports;
}

function requireFrom(from) {
  const require = (specifier) => load(resolve(from, specifier));
  require.resolve = (specifier) => resolve(from, specifier);
  return require;
}

// For C: how an ES module's imports are resolved and what they are. A CommonJS module gives `default` and its keys.
exports.resolve = resolve;
exports.source = (name) => (isModule(name) ? sources.get(name) : undefined);
exports.namespace = function namespace(name) {
  const exported = load(name);
  // Asked twice: when the module is linked and when it is evaluated. Its names must be the same.
  if (!exportNames.has(name)) exportNames.set(name, namesOf(exported));
  const names = exportNames.get(name);
  return [["default", ...names], [exported, ...names.map((key) => read(exported, key))]];
};

function namesOf(exported) {
  const isObject = (typeof exported === "object" && exported !== null) || typeof exported === "function";
  return isObject && !Array.isArray(exported) ? Object.keys(exported).filter((key) => key !== "default") : [];
}

// A getter that throws costs its own name only, as in Node.
function read(exported, key) {
  try {
    return exported[key];
  } catch {
    return undefined;
  }
}

exports.load = function loadProgram(head, texts) {
  sources = new Map(head.modules.map(([name, part]) => [name, texts[part]]));
  const stop = head.trace ? trace.install() : undefined;
  const before = native.reads();
  entry = load(resolve("", head.entry));
  const description = entry[head.describe]();
  return { description, impure: native.reads() > before, reads: stop?.() ?? [] };
};

// The function of the entry module that a run starts with.
exports.exported = function exported(name) {
  const found = entry?.[name];
  if (typeof found !== "function") throw new TypeError(`the program exports no function ${name}`);
  return found;
};
