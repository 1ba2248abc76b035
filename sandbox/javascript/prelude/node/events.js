// events: Node's EventEmitter. The module is the class itself, as in Node.
const { console } = require("../console");
const { DOMException } = require("../dom_exception");
const { inspect } = require("../inspect");
const { callable, failure, integer, invalidType } = require("./errors");

const errorMonitor = Symbol("events.errorMonitor");
const captureRejectionSymbol = Symbol.for("nodejs.rejection");
const LISTENERS = Symbol("listeners"); // event name -> array of functions
const MAX_LISTENERS = Symbol("maxListeners");

// A function, not a class: old code calls it on its own `this`.
function EventEmitter() {
  tableOf(this);
}

EventEmitter.defaultMaxListeners = 10;

// Objects that inherit from an emitter without calling its constructor get their own table, too.
function tableOf(emitter) {
  if (!Object.hasOwn(emitter, LISTENERS)) {
    Object.defineProperty(emitter, LISTENERS, { value: new Map(), writable: true, configurable: true });
  }
  return emitter[LISTENERS];
}

function warnOfLeak(emitter, name, count) {
  const limit = emitter.getMaxListeners();
  if (limit === 0 || count !== limit + 1) return;
  console.warn(
    `${count} listeners of "${String(name)}" on one emitter: a leak? emitter.setMaxListeners() raises the limit`,
  );
}

function add(emitter, name, listener, isFirst) {
  callable(listener, "listener");
  const table = tableOf(emitter);
  if (table.has("newListener")) emitter.emit("newListener", name, listener.listener ?? listener);
  const present = table.get(name) ?? [];
  // A new array: an emit that is under way keeps calling the listeners it began with.
  table.set(name, isFirst ? [listener, ...present] : [...present, listener]);
  warnOfLeak(emitter, name, present.length + 1);
  return emitter;
}

function onceWrapper(emitter, name, listener) {
  callable(listener, "listener");
  let fired = false;
  function wrapper(...args) {
    if (fired) return undefined;
    fired = true;
    emitter.removeListener(name, wrapper);
    return Reflect.apply(listener, emitter, args);
  }
  wrapper.listener = listener;
  return wrapper;
}

function unhandledError(value) {
  if (Error.isError(value)) return value;
  const error = failure(Error, "ERR_UNHANDLED_ERROR", `Unhandled error. (${inspect(value)})`);
  error.context = value;
  return error;
}

const methods = {
  on(name, listener) {
    return add(this, name, listener, false);
  },

  prependListener(name, listener) {
    return add(this, name, listener, true);
  },

  once(name, listener) {
    return add(this, name, onceWrapper(this, name, listener), false);
  },

  prependOnceListener(name, listener) {
    return add(this, name, onceWrapper(this, name, listener), true);
  },

  removeListener(name, listener) {
    callable(listener, "listener");
    const table = tableOf(this);
    const present = table.get(name) ?? [];
    const index = present.findLastIndex((each) => each === listener || each.listener === listener);
    if (index < 0) return this;
    if (present.length === 1) table.delete(name);
    else table.set(name, present.toSpliced(index, 1));
    if (table.has("removeListener")) this.emit("removeListener", name, listener.listener ?? listener);
    return this;
  },

  removeAllListeners(name) {
    const table = tableOf(this);
    const names = name === undefined ? [...table.keys()] : [name];
    if (!table.has("removeListener")) {
      for (const each of names) table.delete(each);
      return this;
    }
    // "removeListener" goes last, so that it hears of the others.
    for (const each of names.filter((one) => one !== "removeListener" || name !== undefined)) {
      for (const listener of (table.get(each) ?? []).toReversed()) this.removeListener(each, listener);
    }
    if (name === undefined) table.clear();
    return this;
  },

  emit(name, ...args) {
    const table = tableOf(this);
    if (name === "error") {
      if (table.has(errorMonitor)) this.emit(errorMonitor, ...args);
      if (!table.has("error")) throw unhandledError(args[0]);
    }
    const present = table.get(name);
    if (present === undefined) return false;
    for (const listener of present) Reflect.apply(listener, this, args);
    return true;
  },

  listeners(name) {
    return this.rawListeners(name).map((each) => each.listener ?? each);
  },

  rawListeners(name) {
    return [...(tableOf(this).get(name) ?? [])];
  },

  listenerCount(name, listener) {
    if (listener === undefined) return tableOf(this).get(name)?.length ?? 0;
    return this.listeners(name).filter((each) => each === listener).length;
  },

  eventNames() {
    return [...tableOf(this).keys()];
  },

  setMaxListeners(count) {
    this[MAX_LISTENERS] = count === Infinity ? 0 : integer(count, "setMaxListeners", 0);
    return this;
  },

  getMaxListeners() {
    return this[MAX_LISTENERS] ?? EventEmitter.defaultMaxListeners;
  },
};
Object.assign(EventEmitter.prototype, methods, { addListener: methods.on, off: methods.removeListener });

const isTarget = (emitter) => typeof emitter?.addEventListener === "function";

function abortError(signal) {
  return Object.assign(new DOMException("The operation was aborted", "AbortError"), { cause: signal.reason });
}

// Resolves with the arguments of the next event; rejects on "error", or when `signal` aborts.
function once(emitter, name, { signal } = {}) {
  if (!isTarget(emitter) && typeof emitter?.once !== "function") {
    return Promise.reject(invalidType("emitter", "an instance of EventEmitter or EventTarget", emitter));
  }
  if (signal?.aborted) return Promise.reject(abortError(signal));
  return new Promise((resolve, reject) => {
    const settle = (finish) => (value) => {
      stop();
      finish(value);
    };
    const done = settle(resolve);
    const fail = settle(reject);
    const arrived = (...args) => done(args);
    const abort = () => fail(abortError(signal));
    const watchesErrors = name !== "error" && !isTarget(emitter);
    const stop = () => {
      if (isTarget(emitter)) emitter.removeEventListener(name, arrived);
      else emitter.removeListener(name, arrived);
      if (watchesErrors) emitter.removeListener("error", fail);
      signal?.removeEventListener("abort", abort);
    };
    if (isTarget(emitter)) emitter.addEventListener(name, arrived);
    else emitter.once(name, arrived);
    if (watchesErrors) emitter.once("error", fail);
    signal?.addEventListener("abort", abort, { once: true });
  });
}

Object.assign(EventEmitter, {
  EventEmitter,
  captureRejectionSymbol,
  captureRejections: false,
  errorMonitor,
  getEventListeners: (emitter, name) => emitter.listeners(name),
  getMaxListeners: (emitter) => emitter.getMaxListeners(),
  listenerCount: (emitter, name) => emitter.listenerCount(name),
  on() {
    throw failure(
      Error,
      "ERR_NOT_AVAILABLE",
      "events.on is not available in an integration: use emitter.on or events.once",
    );
  },
  once,
  setMaxListeners(count = EventEmitter.defaultMaxListeners, ...emitters) {
    if (emitters.length === 0) EventEmitter.defaultMaxListeners = count;
    for (const emitter of emitters) emitter.setMaxListeners?.(count);
  },
});

exports.default = EventEmitter;
exports.EventEmitter = EventEmitter;
