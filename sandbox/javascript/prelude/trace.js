// Finds the lines that read the clock or randomness while a program loads: they keep it from being frozen.
const SKIPPED = /\((?:<|native)|prelude:/;

// Wraps what can be read; returns a function that gives the list of reads, e.g. "./x.integration.js:3 reads Date.now".
exports.install = function install() {
  const reads = new Set();

  function note(what) {
    const line = new Error().stack.split("\n").find((frame) => frame.includes("./") && !SKIPPED.test(frame));
    const place = /(\.\/[^():]+):(\d+)/.exec(line ?? "");
    reads.add(`${place === null ? "unknown place" : `${place[1]}:${place[2]}`} reads ${what}`);
  }

  function wrap(object, name, what) {
    const original = object[name];
    object[name] = function (...args) {
      note(what);
      return Reflect.apply(original, this, args);
    };
  }

  globalThis.Date = new Proxy(Date, {
    construct(target, args, newTarget) {
      if (args.length === 0) note("new Date()");
      return Reflect.construct(target, args, newTarget);
    },
    apply() {
      note("Date()");
      return new Date().toString();
    },
  });
  wrap(Date, "now", "Date.now");
  wrap(Math, "random", "Math.random");
  wrap(performance, "now", "performance.now");
  wrap(crypto, "randomUUID", "crypto.randomUUID");
  wrap(crypto, "getRandomValues", "crypto.getRandomValues");
  const node = require("./node/crypto");
  for (const name of ["randomBytes", "randomFillSync", "randomInt", "randomUUID"]) wrap(node, name, `crypto.${name}`);
  return () => [...reads];
};
