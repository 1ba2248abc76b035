// WritableStream with its default writer and controller (https://streams.spec.whatwg.org/#ws).

const { AbortController } = require("./abort");
const { readStrategy, sizeOf } = require("./queuing_strategies");
const { expose, isObject, requireArguments, requireFunction } = require("./webidl");

const CONSTRUCT = {};

// What a stream, its controller and its writer share. The writer, while there is one, is { ready, closed }.
function newState(sink, strategy) {
  return {
    status: "writable", // "writable", "closed" or "errored"
    error: undefined,
    writer: null,
    queue: [], // { chunk, size, done }
    total: 0, // of the sizes, the chunk being written included
    ...readStrategy(strategy, 1),
    write: method(sink, "write"),
    close: method(sink, "close"),
    abort: method(sink, "abort"),
    started: false,
    busy: false,
    closing: null, // the promise of close()
    aborter: null, // made when somebody asks for controller.signal
  };
}

function method(sink, name) {
  const found = sink[name];
  if (found === undefined) return () => undefined;
  requireFunction(found, `${name} of the stream's sink`);
  return (...given) => Reflect.apply(found, sink, given);
}

function quietDeferred() {
  const deferred = Promise.withResolvers();
  deferred.promise.catch(() => {});
  return deferred;
}

function hasRoom(state) {
  return state.total < state.highWaterMark;
}

function updateReady(state) {
  const { writer } = state;
  if (writer === null || state.status !== "writable" || state.closing !== null) return;
  if (hasRoom(state)) {
    writer.ready.resolve();
    writer.waiting = false;
  } else if (!writer.waiting) {
    writer.ready = quietDeferred();
    writer.waiting = true;
  }
}

function advance(state, controller) {
  if (!state.started || state.busy || state.status !== "writable") return;
  if (state.queue.length > 0) writeNext(state, controller);
  else if (state.closing !== null) closeNow(state);
}

function writeNext(state, controller) {
  const { chunk, size, done } = state.queue.shift();
  state.busy = true;
  Promise.try(state.write, chunk, controller).then(
    () => {
      state.busy = false;
      state.total -= size;
      done.resolve();
      updateReady(state);
      advance(state, controller);
    },
    (error) => {
      state.busy = false;
      done.reject(error);
      fail(state, error);
    },
  );
}

function closeNow(state) {
  state.busy = true;
  Promise.try(state.close).then(
    () => {
      if (state.status !== "writable") return;
      state.status = "closed";
      state.closing.resolve();
      state.writer?.closed.resolve();
    },
    (error) => fail(state, error),
  );
}

function fail(state, error) {
  if (state.status !== "writable") return;
  state.status = "errored";
  state.error = error;
  for (const { done } of state.queue) done.reject(error);
  state.queue = [];
  state.closing?.reject(error);
  if (state.writer === null) return;
  if (!state.writer.waiting) state.writer.ready = quietDeferred();
  state.writer.ready.reject(error);
  state.writer.closed.reject(error);
}

async function abort(state, reason) {
  if (state.status !== "writable") return;
  fail(state, reason);
  state.aborter?.abort(reason);
  await state.abort(reason);
}

function close(state, controller) {
  if (state.closing !== null || state.status === "closed") throw new TypeError("the stream is closed already");
  if (state.status === "errored") throw state.error;
  state.closing = quietDeferred();
  state.writer?.ready.resolve();
  advance(state, controller);
  return state.closing.promise;
}

function write(state, controller, chunk) {
  if (state.status === "errored") throw state.error;
  if (state.closing !== null || state.status === "closed") throw new TypeError("the stream is closed: nothing can be written");
  let size;
  try {
    size = sizeOf(state.size, chunk);
  } catch (error) {
    fail(state, error);
    throw error;
  }
  const done = quietDeferred();
  state.queue.push({ chunk, size, done });
  state.total += size;
  updateReady(state);
  advance(state, controller);
  return done.promise;
}

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
