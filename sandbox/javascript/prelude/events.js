// EventTarget and event handlers (https://dom.spec.whatwg.org/#interface-eventtarget).

const { DOMException } = require("./dom_exception");
const { CustomEvent, Event, PHASES, makeTrusted, stateOf } = require("./event");
const { expose, isObject, requireArguments, toString } = require("./webidl");

let fire;

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
  if (!isObject(callback)) throw new TypeError(`a listener must be a function or an object, not ${typeof callback}`);
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
exports.defineHandler = defineHandler; // (Class, type): the attribute on<type>
exports.fire = fire; // (target, type): an event of the platform's own
