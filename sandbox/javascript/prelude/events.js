// Event, CustomEvent and EventTarget (https://dom.spec.whatwg.org/#events), without a tree: an event has one target.

const { defineConstants, expose, isObject, requireArguments, toDictionary, toString } = require("./webidl");
const { DOMException } = require("./dom_exception");
const { now } = require("./time_origin");

const PHASES = { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 };

let stateOf, makeTrusted, fire;

class Event {
  #state;

  constructor(type, options = undefined) {
    requireArguments(arguments.length, 1, "Event");
    const { bubbles, cancelable, composed } = toDictionary(options, "the options of an Event");
    this.#state = {
      type: toString(type),
      bubbles: Boolean(bubbles),
      cancelable: Boolean(cancelable),
      composed: Boolean(composed),
      target: null,
      phase: PHASES.NONE,
      timeStamp: now(),
      canceled: false,
      passive: false,
      stopped: false,
      stoppedNow: false,
      trusted: false,
    };
  }

  get type() { return this.#state.type; }
  get target() { return this.#state.target; }
  get srcElement() { return this.#state.target; }
  get currentTarget() { return this.#state.phase === PHASES.NONE ? null : this.#state.target; }
  get eventPhase() { return this.#state.phase; }
  get bubbles() { return this.#state.bubbles; }
  get cancelable() { return this.#state.cancelable; }
  get composed() { return this.#state.composed; }
  get defaultPrevented() { return this.#state.canceled; }
  get returnValue() { return !this.#state.canceled; }
  set returnValue(value) { if (!value) this.preventDefault(); }
  get cancelBubble() { return this.#state.stopped; }
  set cancelBubble(value) { if (value) this.#state.stopped = true; }
  get timeStamp() { return this.#state.timeStamp; }
  get isTrusted() { return this.#state.trusted; }

  composedPath() {
    return this.#state.phase === PHASES.NONE ? [] : [this.#state.target];
  }

  preventDefault() {
    if (this.#state.cancelable && !this.#state.passive) this.#state.canceled = true;
  }

  stopPropagation() {
    this.#state.stopped = true;
  }

  stopImmediatePropagation() {
    this.#state.stopped = true;
    this.#state.stoppedNow = true;
  }

  static {
    stateOf = (event) => event.#state;
    makeTrusted = (type) => {
      const event = new Event(type);
      event.#state.trusted = true;
      return event;
    };
  }
}
expose(Event);
defineConstants(Event, PHASES);

class CustomEvent extends Event {
  #detail;

  constructor(type, options = undefined) {
    requireArguments(arguments.length, 1, "CustomEvent");
    super(type, options);
    this.#detail = toDictionary(options, "the options of a CustomEvent").detail ?? null;
  }

  get detail() { return this.#detail; }
}
expose(CustomEvent);

class EventTarget {
  #listeners = []; // { type, callback, capture, once, passive, removed }

  addEventListener(type, callback, options = undefined) {
    requireArguments(arguments.length, 2, "addEventListener");
    const name = toString(type);
    const { capture, once, passive, signal } = listenerOptions(options);
    if (!isCallback(callback) || signal?.aborted) return;
    if (this.#find(name, callback, capture) !== undefined) return;
    this.#listeners.push({ type: name, callback, capture, once, passive, removed: false });
    signal?.addEventListener("abort", () => this.removeEventListener(name, callback, capture), { once: true });
  }

  removeEventListener(type, callback, options = undefined) {
    requireArguments(arguments.length, 2, "removeEventListener");
    const found = this.#find(toString(type), callback, listenerOptions(options).capture);
    if (found !== undefined) this.#remove(found);
  }

  dispatchEvent(event) {
    requireArguments(arguments.length, 1, "dispatchEvent");
    if (!(event instanceof Event)) throw new TypeError("dispatchEvent needs an Event");
    const state = stateOf(event);
    if (state.phase !== PHASES.NONE) {
      throw new DOMException(`the event "${state.type}" is being dispatched already`, "InvalidStateError");
    }
    state.trusted = false;
    return this.#dispatch(event, state);
  }

  #find(type, callback, capture) {
    return this.#listeners.find((one) => one.type === type && one.callback === callback && one.capture === capture);
  }

  #remove(listener) {
    listener.removed = true;
    this.#listeners = this.#listeners.filter((one) => one !== listener);
  }

  #dispatch(event, state) {
    state.target = this;
    state.phase = PHASES.AT_TARGET;
    // At the target, capturing listeners go first.
    const ordered = this.#listeners.filter((one) => one.capture).concat(this.#listeners.filter((one) => !one.capture));
    for (const listener of ordered) {
      if (state.stoppedNow) break;
      if (listener.type !== state.type || listener.removed) continue;
      if (listener.once) this.#remove(listener);
      state.passive = listener.passive;
      invoke(listener.callback, event, this);
      state.passive = false;
    }
    state.phase = PHASES.NONE;
    state.stopped = false;
    state.stoppedNow = false;
    return !state.canceled;
  }

  static {
    fire = (target, type) => {
      const event = makeTrusted(type);
      return target.#dispatch(event, stateOf(event));
    };
  }
}
expose(EventTarget);

function isCallback(callback) {
  if (callback === null || callback === undefined) return false;
  if (!isObject(callback)) throw new TypeError(`an event listener must be a function or an object, not ${typeof callback}`);
  return true;
}

function listenerOptions(options) {
  if (!isObject(options)) return { capture: Boolean(options), once: false, passive: false, signal: undefined };
  const { capture, once, passive, signal } = options;
  if (signal !== undefined && !(signal instanceof EventTarget)) {
    throw new TypeError("the option signal of addEventListener must be an AbortSignal");
  }
  return { capture: Boolean(capture), once: Boolean(once), passive: Boolean(passive), signal };
}

function invoke(callback, event, target) {
  try {
    if (typeof callback === "function") callback.call(target, event);
    else callback.handleEvent(event);
  } catch (error) {
    report(error);
  }
}

// A listener's error must not stop the dispatch: it fails the run as a promise that nobody awaits does.
function report(error) {
  Promise.reject(error);
}

// Defines the event handler attribute `on<type>` of a class of targets.
function defineHandler(Class, type) {
  const handlers = new WeakMap();
  Object.defineProperty(Class.prototype, `on${type}`, {
    enumerable: true,
    configurable: true,
    get() {
      return handlers.get(this)?.handler ?? null;
    },
    set(value) {
      const handler = isObject(value) ? value : null;
      const slot = handlers.get(this);
      if (slot !== undefined) {
        slot.handler = handler;
      } else if (handler !== null) {
        const added = { handler };
        handlers.set(this, added);
        this.addEventListener(type, (event) => {
          if (typeof added.handler === "function") added.handler.call(this, event);
        });
      }
    },
  });
}

exports.CustomEvent = CustomEvent;
exports.Event = Event;
exports.EventTarget = EventTarget;
exports.defineHandler = defineHandler;
exports.fire = fire;
