// One turn of a run, seen from inside: calls and log lines go out with its answer, replies come in with the next turn.
const timers = require("./timers");

const pending = new Map(); // call id -> {resolve, reject}
const ids = new WeakMap(); // promise of a call -> its id
const unhandled = new Map(); // rejected promise that nobody handles -> reason

let nextId = 1;
let calls = []; // JSON texts of the calls made in this turn
let cancelled = [];
let bodies = [];
let logs = []; // JSON texts of the lines of this turn
let logged = 0; // characters of the whole run
let logLimit = Infinity; // Loading has no limit but the frame's.
let loading = true;
let outcome; // undefined while the run goes on

const LEVELS = ["debug", "info", "warn", "error"];
const MESSAGE_LENGTH = 4096;
const STACK_LENGTH = 8192;
const KEPT = "cache.set"; // performed even if the run ends without waiting for it

// JSON text that is valid UTF-8, too: JSON.stringify writes half of a surrogate pair (an emoji that was cut) as an escape
// that no strict reader takes. It becomes U+FFFD, as in TextEncoder. The first alternative skips escaped backslashes.
function toJSON(value) {
  const text = JSON.stringify(value);
  if (text === undefined || !text.includes("\\ud")) return text;
  return text.replace(/\\(?:\\|ud[89a-f][0-9a-f]{2})/g, (escape) => (escape === "\\\\" ? escape : "\ufffd"));
}

function toBytes(body) {
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw new TypeError(`the body of a call is an ArrayBuffer or a view of one, got ${typeof body}`);
}

// Asks the host for something; resolves with {value, body}, where body is a Uint8Array or null.
exports.call = function call(op, args, body) {
  if (loading) throw new Error(`${op} cannot be used while the program loads: call it inside run()`);
  const call = { id: nextId, op, text: `{"id":${nextId},"op":${toJSON(op)},"args":${toJSON(args)}` };
  if (body != null) call.body = toBytes(body);
  const id = nextId++;
  calls.push(call);
  const promise = new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
  ids.set(promise, id);
  return promise;
};

// Tells the host that the reply of this call is not wanted any more.
exports.cancel = function cancel(promise) {
  const id = ids.get(promise);
  if (!pending.delete(id)) return;
  const unsent = calls.findIndex((call) => call.id === id);
  if (unsent >= 0) calls.splice(unsent, 1);
  else cancelled.push(id);
};

// One line for the log of this run. The line that goes over the run's limit is the last: the host ends the run for it.
exports.log = function log(level, message) {
  if (!LEVELS.includes(level)) throw new TypeError(`unknown log level ${level}`);
  if (logged > logLimit) throw new RangeError(`a run may log ${logLimit} bytes`);
  const text = String(message);
  logs.push(`["${level}",${toJSON(text)}]`);
  logged += text.length + 1;
};

exports.isLoading = () => loading;

function text(value, limit) {
  const string = String(value);
  return string.length > limit ? `${string.slice(0, limit)}... (${string.length} characters)` : string;
}

// Whatever was thrown, as {name, message, stack}; never throws itself.
function describe(error) {
  try {
    if (typeof error !== "object" || error === null) return { name: "", message: text(error, MESSAGE_LENGTH), stack: "" };
    if (error.message === undefined) return { name: "", message: text(error, MESSAGE_LENGTH), stack: "" };
    const { name, message, stack } = error;
    return { name: text(name ?? "Error", 100), message: text(message, MESSAGE_LENGTH), stack: text(stack ?? "", STACK_LENGTH) };
  } catch {
    return { name: "Error", message: "an error that cannot be shown was thrown", stack: "" };
  }
}

function fail(error) {
  outcome ??= { error: describe(error) };
}

function finish(value) {
  if (outcome !== undefined) return;
  try {
    outcome = { value: toJSON(value) ?? "null" };
  } catch (error) {
    fail(error);
  }
}

function settle(produce) {
  try {
    const value = produce();
    if (typeof value?.then === "function") Promise.resolve(value).then(finish, fail);
    else finish(value);
  } catch (error) {
    fail(error);
  }
}

// The four ways into a turn, called by the guest's C code. Micro-tasks are run by C after each of them.

exports.load = function loadProgram(head, sources) {
  settle(() => require("./loader").load(head, sources));
};

exports.start = function start(head, argument) {
  loading = false;
  logLimit = head.log_bytes ?? Infinity;
  logged = 0;
  outcome = undefined;
  require("./time_origin").resetOrigin();
  settle(() => require("./loader").exported(head.export)(argument));
};

exports.resume = function resume(head, parts) {
  for (const reply of head.replies) {
    const waiting = pending.get(reply.id);
    if (waiting === undefined) continue;
    pending.delete(reply.id);
    if (reply.error === undefined) {
      waiting.resolve({ value: reply.value, body: reply.body === undefined ? null : new Uint8Array(parts[reply.body]) });
    } else {
      waiting.reject(toError(reply.error));
    }
  }
};

// Fires one timer that is due; false when none is (or the run has ended).
exports.tick = function tick() {
  if (outcome !== undefined) return false;
  try {
    return timers.fire(native.now());
  } catch (error) {
    fail(error);
    return false;
  }
};

exports.rejected = function rejected(promise, reason, handled) {
  if (handled) unhandled.delete(promise);
  else unhandled.set(promise, reason);
};

exports.uncaught = fail;

const errors = { __proto__: null, Error, TypeError, RangeError, SyntaxError };

function toError({ name, message }) {
  const Constructor = errors[name] ?? Error;
  const error = new Constructor(message);
  if (Constructor === Error && name !== "Error") error.name = name;
  return error;
}

const SUSPENDED = 16;
const DONE = 17;
const FAILED = 18;

// Calls of the last turn that are performed although nobody waits for them.
function keep(call) {
  return outcome === undefined || call.op === KEPT;
}

function takeCalls() {
  const texts = [];
  for (const call of calls.filter(keep)) {
    if (call.body === undefined) {
      texts.push(`${call.text}}`);
    } else {
      texts.push(`${call.text},"body":${bodies.length + (outcome === undefined ? 0 : 1)}}`);
      bodies.push(call.body);
    }
  }
  calls = [];
  return texts.join();
}

// The answer of this turn: [kind, head as JSON text, ...parts]; a part is a string or an ArrayBuffer view.
exports.answer = function answer() {
  if (outcome?.error === undefined && unhandled.size > 0) {
    const [reason] = unhandled.values();
    const error = describe(reason);
    outcome = { error: { ...error, message: `${error.message} (a rejected promise that nobody awaits)` } };
  }
  const lines = logs.join();
  logs = [];
  if (outcome?.error !== undefined) {
    const { name, message, stack } = outcome.error;
    return [FAILED, `${toJSON({ name, message, stack }).slice(0, -1)},"logs":[${lines}]}`];
  }
  const texts = takeCalls();
  const parts = bodies;
  bodies = [];
  if (outcome !== undefined) return [DONE, `{"calls":[${texts}],"logs":[${lines}]}`, outcome.value, ...parts];
  const wake = timers.next();
  const dropped = cancelled;
  cancelled = [];
  const when = wake === undefined ? "" : `"wake":${wake},`;
  return [SUSPENDED, `{"calls":[${texts}],"cancel":[${dropped}],${when}"logs":[${lines}]}`, ...parts];
};
