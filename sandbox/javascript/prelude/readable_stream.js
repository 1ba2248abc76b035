// ReadableStream with its default reader and controller (https://streams.spec.whatwg.org/#rs). There are no byte
// streams: `type: "bytes"` gives a stream of chunks, and a reader of mode "byob" is refused.

const { cancel, enqueue, fail, finish, method, newState, pullIfWanted, read, wantsMore } = require("./readable_state");
const { iterate } = require("./stream_iteration");
const { pipe } = require("./stream_pipe");
const { tee } = require("./stream_tee");
const { define, expose, isObject, requireArguments, requireFunction, toDictionary } = require("./webidl");

const CONSTRUCT = {};

// A promise whose rejection may go unseen.
function quietly(promise) {
  promise.catch(() => {});
  return promise;
}

class ReadableStreamDefaultController {
  #state;

  constructor(token, state) {
    if (token !== CONSTRUCT) throw new TypeError("a controller is made by its stream");
    this.#state = state;
  }

  get desiredSize() {
    const state = this.#state;
    if (state.status === "errored") return null;
    return state.status === "closed" ? 0 : state.highWaterMark - state.total;
  }

  close() {
    const state = this.#state;
    if (state.closing || state.status !== "readable") throw new TypeError("the stream is closed already");
    state.closing = true;
    if (state.queue.length === 0) finish(state);
  }

  enqueue(chunk = undefined) {
    enqueue(this.#state, chunk);
    pullIfWanted(this.#state, this);
  }

  error(error = undefined) {
    fail(this.#state, error);
  }
}
expose(ReadableStreamDefaultController);

let internalsOf;

class ReadableStreamDefaultReader {
  #stream; // { state, controller }, or null after releaseLock
  #own; // { requests, closed }

  constructor(stream) {
    requireArguments(arguments.length, 1, "ReadableStreamDefaultReader");
    this.#stream = internalsOf(stream);
    const { state } = this.#stream;
    if (state.reader !== null) throw new TypeError("the stream is locked: it has a reader already");
    this.#own = { requests: [], closed: Promise.withResolvers() };
    quietly(this.#own.closed.promise);
    state.reader = this.#own;
    if (state.status === "closed") this.#own.closed.resolve();
    if (state.status === "errored") this.#own.closed.reject(state.error);
  }

  get closed() { return this.#own.closed.promise; }

  async cancel(reason = undefined) {
    await cancel(this.#attached().state, reason);
  }

  async read() {
    const { state, controller } = this.#attached();
    return read(state, controller);
  }

  releaseLock() {
    if (this.#stream === null) return;
    const error = new TypeError("the reader was released");
    for (const request of this.#own.requests) request.reject(error);
    this.#own.requests = [];
    if (this.#stream.state.status === "readable") {
      this.#own.closed.reject(error);
    } else {
      this.#own.closed = Promise.withResolvers();
      quietly(this.#own.closed.promise);
      this.#own.closed.reject(error);
    }
    this.#stream.state.reader = null;
    this.#stream = null;
  }

  #attached() {
    if (this.#stream === null) throw new TypeError("the reader was released: it has no stream any more");
    return this.#stream;
  }
}
expose(ReadableStreamDefaultReader);

class ReadableStream {
  #state;
  #controller;

  constructor(source = undefined, strategy = undefined) {
    const given = source === undefined ? {} : source;
    if (!isObject(given)) throw new TypeError("the source of a ReadableStream must be an object");
    const { type } = given;
    if (type !== undefined && `${type}` !== "bytes") throw new TypeError(`there is no stream type "${type}"`);
    const state = newState(given, type === undefined ? strategy : { highWaterMark: 0, ...strategy });
    const controller = new ReadableStreamDefaultController(CONSTRUCT, state);
    this.#state = state;
    this.#controller = controller;
    const started = method(given, "start")(controller);
    Promise.resolve(started).then(
      () => {
        state.started = true;
        pullIfWanted(state, controller);
      },
      (error) => fail(state, error),
    );
  }

  static from(iterable) {
    requireArguments(arguments.length, 1, "ReadableStream.from");
    const open = iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator];
    const iterator = requireFunction(open, "the iterator of ReadableStream.from").call(iterable);
    return new ReadableStream({
      async pull(controller) {
        const { value, done } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(await value);
      },
      async cancel(reason) {
        await iterator.return?.(reason);
      },
    }, { highWaterMark: 0 });
  }

  get locked() { return this.#state.reader !== null; }

  async cancel(reason = undefined) {
    if (this.#state.reader !== null) throw new TypeError("the stream is locked: cancel it through its reader");
    await cancel(this.#state, reason);
  }

  getReader(options = undefined) {
    this.#state;
    const { mode } = toDictionary(options, "the options of getReader");
    if (mode !== undefined) throw new TypeError(`there is no reader of mode "${mode}": read chunks with getReader()`);
    return new ReadableStreamDefaultReader(this);
  }

  async pipeTo(destination, options = undefined) {
    this.#state;
    await pipe(this, destination, toDictionary(options, "the options of pipeTo"));
  }

  pipeThrough(transform, options = undefined) {
    this.#state;
    const { readable, writable } = toDictionary(transform, "the transform of pipeThrough");
    quietly(this.pipeTo(writable, options));
    return readable;
  }

  tee() {
    this.#state;
    return tee(this.getReader(), (source) => new ReadableStream(source));
  }

  values(options = undefined) {
    this.#state;
    const { preventCancel } = toDictionary(options, "the options of values");
    return iterate(this.getReader(), Boolean(preventCancel));
  }

  static {
    internalsOf = (stream) => ({ state: stream.#state, controller: stream.#controller });
  }
}
expose(ReadableStream);
define(ReadableStream.prototype, Symbol.asyncIterator, ReadableStream.prototype.values);

exports.ReadableStream = ReadableStream;
exports.ReadableStreamDefaultController = ReadableStreamDefaultController;
exports.ReadableStreamDefaultReader = ReadableStreamDefaultReader;
exports.isDisturbed = (stream) => internalsOf(stream).state.disturbed;
exports.streamWantsMore = (stream) => wantsMore(internalsOf(stream).state);
