// timers and timers/promises: the global timers, and the same as promises.
const timers = require("../timers");
const { DOMException } = require("../dom_exception");

function aborted(signal) {
  const error = new DOMException("The operation was aborted", "AbortError");
  return Object.assign(error, { cause: signal.reason });
}

function promised(start, stop, value, signal) {
  if (signal?.aborted) return Promise.reject(aborted(signal));
  return new Promise((resolve, reject) => {
    const abort = () => {
      stop(timer);
      reject(aborted(signal));
    };
    const timer = start(() => {
      signal?.removeEventListener("abort", abort);
      resolve(value);
    });
    signal?.addEventListener("abort", abort, { once: true });
  });
}

const setTimeout = (delay, value, options) =>
  promised((done) => timers.setTimeout(done, delay), timers.clearTimeout, value, options?.signal);

const setImmediate = (value, options) =>
  promised((done) => timers.setImmediate(done), timers.clearImmediate, value, options?.signal);

// Waits from when it is asked for the next value: a slow reader makes no queue.
async function* setInterval(delay, value, options) {
  while (true) yield await setTimeout(delay, value, options);
}

const promises = {
  setTimeout,
  setImmediate,
  setInterval,
  scheduler: { wait: (delay, options) => setTimeout(delay, undefined, options), yield: () => setImmediate() },
};

for (const name of ["setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate"]) {
  exports[name] = timers[name];
}
exports.promises = promises;
// util.promisify(setTimeout) waits, although the callback of setTimeout comes first.
for (const name of ["setTimeout", "setImmediate"]) {
  Object.defineProperty(timers[name], Symbol.for("nodejs.util.promisify.custom"), { value: promises[name] });
}
