// setTimeout and its family. Timers are not calls: the turn's answer says when the next one is due.
const { now } = native;
const LONGEST = 2 ** 31 - 1; // ms, as in browsers and Node

const active = new Map(); // id -> Timer
let nextId = 1;
let isLoading = () => true;

class Timer {
  constructor(callback, delay, args, repeat) {
    this.id = nextId++;
    this.callback = callback;
    this.delay = delay;
    this.args = args;
    this.repeat = repeat;
    this.due = now() + delay;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }

  hasRef() {
    return true;
  }

  refresh() {
    this.due = now() + this.delay;
    return this;
  }

  close() {
    clear(this);
    return this;
  }

  [Symbol.toPrimitive]() {
    return this.id;
  }
}

function add(name, callback, delay, args, repeat) {
  if (typeof callback !== "function") throw new TypeError(`${name} needs a function, got ${typeof callback}`);
  if (isLoading()) throw new Error(`${name} cannot be used while the program loads: call it inside run()`);
  const milliseconds = Math.trunc(Number(delay));
  const timer = new Timer(callback, milliseconds >= 1 && milliseconds <= LONGEST ? milliseconds : 1, args, repeat);
  active.set(timer.id, timer);
  return timer;
}

function clear(timer) {
  if (timer !== undefined && timer !== null) active.delete(Number(timer));
}

function earliest() {
  let first;
  for (const timer of active.values()) if (first === undefined || timer.due < first.due) first = timer;
  return first;
}

exports.setTimeout = function setTimeout(callback, delay, ...args) {
  return add("setTimeout", callback, delay, args, false);
};
exports.setInterval = function setInterval(callback, delay, ...args) {
  return add("setInterval", callback, delay, args, true);
};
exports.setImmediate = function setImmediate(callback, ...args) {
  const timer = add("setImmediate", callback, 1, args, false);
  timer.due = now();
  return timer;
};
exports.clearTimeout = exports.clearInterval = exports.clearImmediate = clear;

// When the next timer is due (ms since the epoch), or undefined.
exports.next = () => earliest()?.due;

// Runs the timer that is due at `time`; false when there is none.
exports.fire = function fire(time) {
  const timer = earliest();
  if (timer === undefined || timer.due > time) return false;
  if (timer.repeat) timer.due = time + timer.delay;
  else active.delete(timer.id);
  timer.callback(...timer.args);
  return true;
};

exports.whileLoading = (check) => (isLoading = check);
