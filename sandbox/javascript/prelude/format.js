// printf-like formatting of util.format and console: "%s %d %i %f %j %o %O %c %%", then the rest of the arguments.
const { inspect } = require("./inspect");
const { number } = require("./inspect/primitive");

const DIRECTIVE = /%[sdifjoOc%]/g;
const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";

const BUILT_IN = [Object, Array, Date, RegExp, Error].map((Kind) => Kind.prototype.toString);

// Whether String(value) says more than inspect: a function, or an object whose toString is not a built-in one.
function saysItself(value) {
  if (typeof value === "function") return true;
  const method = value.toString;
  return typeof method === "function" && !BUILT_IN.includes(method) && !Error.isError(value);
}

function text(value, options) {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return number(value);
  if (!isObject(value)) return String(value);
  try {
    if (saysItself(value)) return String(value);
  } catch {
    // inspect has an answer for every object
  }
  return inspect(value, { ...options, depth: 0, compact: 3 });
}

function toNumber(value, convert) {
  if (typeof value === "bigint") return `${value}n`;
  return typeof value === "symbol" || isObject(value) ? "NaN" : number(convert(value));
}

function json(value) {
  try {
    return JSON.stringify(value) ?? "undefined";
  } catch (error) {
    return /circular/i.test(String(error?.message)) ? "[Circular]" : "[value without JSON]";
  }
}

const directives = {
  __proto__: null,
  s: text,
  d: (value) => toNumber(value, Number),
  i: (value) => toNumber(value, Number.parseInt),
  f: (value) => toNumber(value, Number.parseFloat),
  j: json,
  o: (value, options) => inspect(value, { ...options, showHidden: true, depth: 4 }),
  O: (value, options) => inspect(value, options),
  c: () => "",
};

function formatWithOptions(options, ...args) {
  if (args.length === 1 && typeof args[0] === "string") return args[0];
  let used = 0;
  let result = "";
  if (args.length > 1 && typeof args[0] === "string") {
    used = 1;
    result = args[0].replace(DIRECTIVE, (directive) => {
      if (directive === "%%") return "%";
      return used < args.length ? directives[directive[1]](args[used++], options) : directive;
    });
  }
  const rest = args.slice(used).map((value) => (typeof value === "string" ? value : inspect(value, options)));
  return used === 0 ? rest.join(" ") : [result, ...rest].join(" ");
}

exports.formatWithOptions = formatWithOptions;
exports.format = (...args) => formatWithOptions({}, ...args);
