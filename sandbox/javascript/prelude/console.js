// `console` over the run's log: what it is given becomes one bounded line of text, and never an exception.
const turn = require("./turn");
const { format } = require("./format");
const { inspect } = require("./inspect");
const { logLine } = require("./log_line");
const { table } = require("./table");

const INDENT = 2;
const DEEPEST = 20; // groups inside each other that still indent

let depth = 0;
const counts = new Map();
const timers = new Map(); // label -> ms at which it began; time stands still inside a turn

// Logs what `produce` returns; a value that cannot be turned into text costs the line its content, not the run.
function write(level, produce) {
  let text;
  try {
    text = produce();
  } catch {
    text = "[console arguments that cannot be shown]";
  }
  const indent = " ".repeat(Math.min(depth, DEEPEST) * INDENT);
  turn.log(level, logLine(indent === "" ? text : indent + text.replaceAll("\n", `\n${indent}`)));
}

const labelOf = (label) => {
  try {
    return String(label);
  } catch {
    return "[label]";
  }
};

function elapsed(label, values) {
  const begun = timers.get(label);
  if (begun === undefined) return write("warn", () => `No such label '${label}' for console.time()`);
  return write("info", () => format(`%s: ${native.now() - begun}ms`, label, ...values));
}

function trace(args) {
  const frames = String(new Error().stack)
    .split("\n")
    .filter((frame) => frame !== "" && !frame.includes("prelude:"));
  return `Trace${args.length > 0 ? `: ${format(...args)}` : ""}\n${frames.join("\n")}`;
}

const console = {
  log: (...args) => write("info", () => format(...args)),
  info: (...args) => write("info", () => format(...args)),
  debug: (...args) => write("debug", () => format(...args)),
  warn: (...args) => write("warn", () => format(...args)),
  error: (...args) => write("error", () => format(...args)),
  trace: (...args) => write("debug", () => trace(args)),
  dir: (value, options) => write("info", () => inspect(value, { customInspect: false, ...options })),
  dirxml: (...args) => write("info", () => format(...args)),

  table(data, columns) {
    const isTable = typeof data === "object" && data !== null;
    write("info", () => (isTable ? table(data, columns) : format(data)));
  },

  assert(condition, ...args) {
    if (condition) return;
    write("error", () => {
      if (typeof args[0] === "string") args[0] = `Assertion failed: ${args[0]}`;
      else args.unshift(args.length > 0 ? "Assertion failed:" : "Assertion failed");
      return format(...args);
    });
  },

  count(label = "default") {
    const name = labelOf(label);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    write("info", () => `${name}: ${counts.get(name)}`);
  },

  countReset: (label = "default") => void counts.delete(labelOf(label)),

  group(...args) {
    if (args.length > 0) console.log(...args);
    depth++;
  },

  groupEnd() {
    depth = Math.max(0, depth - 1);
  },

  time: (label = "default") => void timers.set(labelOf(label), native.now()),
  timeLog: (label = "default", ...values) => elapsed(labelOf(label), values),

  timeEnd(label = "default") {
    const name = labelOf(label);
    elapsed(name, []);
    timers.delete(name);
  },
};
console.groupCollapsed = console.group;

exports.console = console;
exports.logger = require("./logger").logger;
