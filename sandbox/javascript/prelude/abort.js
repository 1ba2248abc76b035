// AbortController and AbortSignal (https://dom.spec.whatwg.org/#aborting-ongoing-activities).

const { DOMException } = require("./dom_exception");
const { EventTarget, defineHandler, fire } = require("./events");
const { setTimeout } = require("./timers");
const { expose, inspectAs, requireArguments } = require("./webidl");

const CONSTRUCT = {}; // AbortSignal has no public constructor

let createSignal, signalAbort, onAbort;

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason = undefined;
  #steps = new Set(); // what to do before the event is fired
  #sources = []; // signals that abort this one (AbortSignal.any), none of them made by AbortSignal.any itself
  #dependents = [];

  constructor(token) {
    if (token !== CONSTRUCT) throw new TypeError("AbortSignal cannot be constructed: use new AbortController().signal");
    super();
  }

  get aborted() { return this.#aborted; }
  get reason() { return this.#reason; }

  throwIfAborted() {
    if (this.#aborted) throw this.#reason;
  }

  static abort(reason = undefined) {
    const signal = new AbortSignal(CONSTRUCT);
    signal.#set(reason);
    return signal;
  }

  static timeout(milliseconds) {
    requireArguments(arguments.length, 1, "AbortSignal.timeout");
    const delay = Number(milliseconds);
    if (!(delay >= 0 && delay <= Number.MAX_SAFE_INTEGER)) {
      throw new TypeError(`AbortSignal.timeout needs milliseconds of 0 or more, not ${delay}`);
    }
    const signal = new AbortSignal(CONSTRUCT);
    const message = "The operation was aborted due to timeout";
    setTimeout(() => signal.#abort(new DOMException(message, "TimeoutError")), Math.trunc(delay));
    return signal;
  }

  static any(signals) {
    requireArguments(arguments.length, 1, "AbortSignal.any");
    const result = new AbortSignal(CONSTRUCT);
    const sources = [...signals];
    for (const source of sources) {
      if (!(source instanceof AbortSignal)) throw new TypeError("AbortSignal.any needs a list of AbortSignals");
    }
    const aborted = sources.find((source) => source.#aborted);
    if (aborted !== undefined) {
      result.#set(aborted.#reason);
      return result;
    }
    for (const source of sources) result.#follow(source);
    return result;
  }

  #follow(source) {
    const origins = source.#sources.length > 0 ? source.#sources : [source];
    for (const origin of origins) {
      if (this.#sources.includes(origin)) continue;
      this.#sources.push(origin);
      origin.#dependents.push(this);
    }
  }

  #set(reason) {
    this.#aborted = true;
    this.#reason = reason !== undefined ? reason : new DOMException("This operation was aborted", "AbortError");
  }

  #abort(reason) {
    if (this.#aborted) return;
    this.#set(reason);
    const dependents = this.#dependents.filter((dependent) => !dependent.#aborted);
    for (const dependent of dependents) dependent.#set(this.#reason);
    this.#finish();
    for (const dependent of dependents) dependent.#finish();
  }

  #finish() {
    for (const step of this.#steps) step(this.#reason);
    this.#steps.clear();
    this.#dependents = [];
    fire(this, "abort");
  }

  static {
    createSignal = () => new AbortSignal(CONSTRUCT);
    signalAbort = (signal, reason) => signal.#abort(reason);
    onAbort = (signal, step) => {
      signal.#steps.add(step);
      return () => signal.#steps.delete(step);
    };
  }
}
expose(AbortSignal);
defineHandler(AbortSignal, "abort");
inspectAs(AbortSignal, "AbortSignal", (signal) => ({ aborted: signal.aborted }));

class AbortController {
  #signal = createSignal();

  get signal() { return this.#signal; }

  abort(reason = undefined) {
    signalAbort(this.#signal, reason);
  }
}
expose(AbortController);
inspectAs(AbortController, "AbortController", (controller) => ({ signal: controller.signal }));

exports.AbortController = AbortController;
exports.AbortSignal = AbortSignal;
// onAbort(signal, step) -> remove: `step(reason)` runs when a signal that is not aborted yet aborts, before its event.
exports.onAbort = onAbort;
