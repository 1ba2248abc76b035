// Event and CustomEvent (https://dom.spec.whatwg.org/#interface-event). There is no tree: an event has one target.

const { now } = require("./time_origin");
const { defineConstants, expose, requireArguments, toDictionary, toString } = require("./webidl");

const PHASES = { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 };

let stateOf, makeTrusted;

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

exports.CustomEvent = CustomEvent;
exports.Event = Event;
exports.PHASES = PHASES;
exports.makeTrusted = makeTrusted; // (type) -> an Event of the platform's own
exports.stateOf = stateOf;
