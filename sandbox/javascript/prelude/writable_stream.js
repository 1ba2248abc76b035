// WritableStream with its default writer and controller (https://streams.spec.whatwg.org/#ws).

const { AbortController } = require("./abort");
const { expose, isObject, requireArguments } = require("./webidl");
const { abort, advance, close, fail, method, newState } = require("./writable_state");
const { quietDeferred, updateReady, write } = require("./writable_state");

const CONSTRUCT = {};

class WritableStreamDefaultController {
  #state;

  constructor(token, state) {
    if (token !== CONSTRUCT) throw new TypeError("a controller is made by its stream");
    this.#state = state;
  }

  get signal() {
    this.#state.aborter ??= new AbortController();
    return this.#state.aborter.signal;
  }

  error(error = undefined) {
    fail(this.#state, error);
  }
}
expose(WritableStreamDefaultController);

let internalsOf;

class WritableStreamDefaultWriter {
  #stream; // { state, controller }, or null after releaseLock
  #own; // { ready, closed, waiting }

  constructor(stream) {
    requireArguments(arguments.length, 1, "WritableStreamDefaultWriter");
    this.#stream = internalsOf(stream);
    const { state } = this.#stream;
    if (state.writer !== null) throw new TypeError("the stream is locked: it has a writer already");
    this.#own = { ready: quietDeferred(), closed: quietDeferred(), waiting: true };
    state.writer = this.#own;
    updateReady(state);
    if (state.status === "closed" || state.closing !== null) this.#own.ready.resolve();
    if (state.status === "closed") this.#own.closed.resolve();
    if (state.status === "errored") {
      this.#own.ready.reject(state.error);
      this.#own.closed.reject(state.error);
    }
  }

  get closed() { return this.#own.closed.promise; }
  get ready() { return this.#own.ready.promise; }
  get desiredSize() {
    const { state } = this.#attached();
    if (state.status === "errored") return null;
    return state.status === "closed" ? 0 : state.highWaterMark - state.total;
  }

  async abort(reason = undefined) {
    await abort(this.#attached().state, reason);
  }

  async close() {
    const { state, controller } = this.#attached();
    await close(state, controller);
  }

  releaseLock() {
    if (this.#stream === null) return;
    const error = new TypeError("the writer was released");
    for (const name of ["ready", "closed"]) {
      this.#own[name].reject(error); // of no effect if it is settled
      this.#own[name] = quietDeferred();
      this.#own[name].reject(error);
    }
    this.#stream.state.writer = null;
    this.#stream = null;
  }

  async write(chunk = undefined) {
    const { state, controller } = this.#attached();
    await write(state, controller, chunk);
  }

  #attached() {
    if (this.#stream === null) throw new TypeError("the writer was released: it has no stream any more");
    return this.#stream;
  }
}
expose(WritableStreamDefaultWriter);

class WritableStream {
  #state;
  #controller;

  constructor(sink = undefined, strategy = undefined) {
    const given = sink === undefined ? {} : sink;
    if (!isObject(given)) throw new TypeError("the sink of a WritableStream must be an object");
    const state = newState(given, strategy);
    const controller = new WritableStreamDefaultController(CONSTRUCT, state);
    this.#state = state;
    this.#controller = controller;
    Promise.resolve(method(given, "start")(controller)).then(
      () => {
        state.started = true;
        advance(state, controller);
      },
      (error) => fail(state, error),
    );
  }

  get locked() { return this.#state.writer !== null; }

  async abort(reason = undefined) {
    if (this.#state.writer !== null) throw new TypeError("the stream is locked: abort it through its writer");
    await abort(this.#state, reason);
  }

  async close() {
    if (this.#state.writer !== null) throw new TypeError("the stream is locked: close it through its writer");
    await close(this.#state, this.#controller);
  }

  getWriter() {
    this.#state;
    return new WritableStreamDefaultWriter(this);
  }

  static {
    internalsOf = (stream) => ({ state: stream.#state, controller: stream.#controller });
  }
}
expose(WritableStream);

exports.WritableStream = WritableStream;
exports.WritableStreamDefaultController = WritableStreamDefaultController;
exports.WritableStreamDefaultWriter = WritableStreamDefaultWriter;
