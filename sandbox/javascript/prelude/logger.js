// `logger` over the log of the run, called as pino is: logger.info(message, ...values) or (object, message, ...values).
const turn = require("./turn");
const { format } = require("./format");
const { inspect } = require("./inspect");
const { logLine } = require("./log_line");

function text(args) {
  const [first, message, ...values] = args;
  if (typeof first !== "object" || first === null) return format(...args);
  const fields = inspect(first, { breakLength: Infinity, depth: 4 });
  return message === undefined ? fields : `${format(message, ...values)} ${fields}`;
}

function lineOf(args) {
  try {
    return logLine(text(args));
  } catch {
    return "[log message that cannot be shown]";
  }
}

exports.logger = Object.fromEntries(
  ["debug", "info", "warn", "error"].map((level) => [level, (...args) => turn.log(level, lineOf(args))]),
);
