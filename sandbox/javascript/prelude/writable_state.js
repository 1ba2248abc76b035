// The states of a WritableStream, and what moves it from one to the next
// (https://streams.spec.whatwg.org/#ws-abstract-ops).

const { readStrategy, sizeOf } = require("./queuing_strategies");
const { requireFunction } = require("./webidl");

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
  if (state.closing !== null || state.status === "closed") throw new TypeError("nothing can be written: it is closed");
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

exports.abort = abort;
exports.advance = advance;
exports.close = close;
exports.fail = fail;
exports.method = method;
exports.newState = newState;
exports.quietDeferred = quietDeferred;
exports.updateReady = updateReady;
exports.write = write;
