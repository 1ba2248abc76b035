// The states of a ReadableStream, and what moves it from one to the next
// (https://streams.spec.whatwg.org/#rs-abstract-ops).

const { readStrategy, sizeOf } = require("./queuing_strategies");
const { requireFunction } = require("./webidl");

// What a stream, its controller and its reader share. The reader, while there is one, is { requests, closed }.
function newState(source, strategy) {
  return {
    status: "readable", // "readable", "closed" or "errored"
    error: undefined,
    reader: null,
    disturbed: false,
    queue: [], // { chunk, size }
    total: 0, // of the sizes
    ...readStrategy(strategy, 1),
    pull: method(source, "pull"),
    cancel: method(source, "cancel"),
    started: false,
    pulling: false,
    pullAgain: false,
    closing: false, // closed by its source, but the queue is not empty yet
  };
}

function method(source, name) {
  const found = source[name];
  if (found === undefined) return () => undefined;
  requireFunction(found, `${name} of the stream's source`);
  return (argument) => Reflect.apply(found, source, [argument]);
}

function wantsMore(state) {
  if (state.status !== "readable" || state.closing || !state.started) return false;
  return state.reader?.requests.length > 0 || state.total < state.highWaterMark;
}

function pullIfWanted(state, controller) {
  if (!wantsMore(state)) return;
  if (state.pulling) {
    state.pullAgain = true;
    return;
  }
  state.pulling = true;
  Promise.try(state.pull, controller).then(
    () => {
      state.pulling = false;
      if (!state.pullAgain) return;
      state.pullAgain = false;
      pullIfWanted(state, controller);
    },
    (error) => fail(state, error),
  );
}

function finish(state) {
  state.status = "closed";
  state.queue = [];
  if (state.reader === null) return;
  for (const request of state.reader.requests) request.resolve({ value: undefined, done: true });
  state.reader.requests = [];
  state.reader.closed.resolve();
}

function fail(state, error) {
  if (state.status !== "readable") return;
  state.status = "errored";
  state.error = error;
  state.queue = [];
  if (state.reader === null) return;
  for (const request of state.reader.requests) request.reject(error);
  state.reader.requests = [];
  state.reader.closed.reject(error);
}

function enqueue(state, chunk) {
  if (state.closing || state.status !== "readable") throw new TypeError("nothing can be enqueued: it is closed");
  if (state.reader?.requests.length > 0) {
    state.reader.requests.shift().resolve({ value: chunk, done: false });
    return;
  }
  try {
    const size = sizeOf(state.size, chunk);
    state.queue.push({ chunk, size });
    state.total += size;
  } catch (error) {
    fail(state, error);
    throw error;
  }
}

function read(state, controller) {
  state.disturbed = true;
  if (state.status === "closed") return Promise.resolve({ value: undefined, done: true });
  if (state.status === "errored") return Promise.reject(state.error);
  if (state.queue.length === 0) {
    const request = Promise.withResolvers();
    state.reader.requests.push(request);
    pullIfWanted(state, controller);
    return request.promise;
  }
  const { chunk, size } = state.queue.shift();
  state.total -= size;
  if (state.closing && state.queue.length === 0) finish(state);
  else pullIfWanted(state, controller);
  return Promise.resolve({ value: chunk, done: false });
}

async function cancel(state, reason) {
  state.disturbed = true;
  if (state.status === "closed") return;
  if (state.status === "errored") throw state.error;
  finish(state);
  await state.cancel(reason);
}

exports.cancel = cancel;
exports.enqueue = enqueue;
exports.fail = fail;
exports.finish = finish;
exports.method = method;
exports.newState = newState;
exports.pullIfWanted = pullIfWanted;
exports.read = read;
exports.wantsMore = wantsMore;
