// From a readable into a writable stream (https://streams.spec.whatwg.org/#readable-stream-pipe-to). The end or the
// error of one side is passed on to the other, unless an option prevents it.

async function pipe(source, destination, { preventClose, preventAbort, preventCancel, signal }) {
  const reader = source.getReader();
  let writer;
  try {
    writer = destination.getWriter();
  } catch (error) {
    reader.releaseLock();
    throw error;
  }
  const stop = stopOf(signal);
  const broken = writer.closed.then(() => ({ closed: true }), (error) => ({ failed: error }));
  try {
    await copy(reader, writer, { stop: stop.promise, broken });
    if (!preventClose) await writer.close();
  } catch (failure) {
    await passOn(failure, reader, writer, { preventAbort, preventCancel });
  } finally {
    stop.forget();
    reader.releaseLock();
    writer.releaseLock();
  }
}

// A failure says which side it comes from: "source", "destination" or "signal".
class Failure {
  constructor(side, error) {
    this.side = side;
    this.error = error;
  }
}

function stopOf(signal) {
  if (signal === undefined) return { promise: new Promise(() => {}), forget() {} };
  const stop = Promise.withResolvers();
  const listener = () => stop.resolve({ stopped: true, reason: signal.reason });
  if (signal.aborted) listener();
  else signal.addEventListener("abort", listener);
  return { promise: stop.promise, forget: () => signal.removeEventListener("abort", listener) };
}

async function copy(reader, writer, { stop, broken }) {
  let written = Promise.resolve();
  for (;;) {
    await check(Promise.race([stop, broken, ready(writer)]));
    const step = reader.read().catch((error) => ({ source: error }));
    const result = await check(Promise.race([stop, broken, step]));
    if (result.done) break;
    written = writer.write(result.value);
    written.catch(() => {});
  }
  await written.catch((error) => {
    throw new Failure("destination", error);
  });
}

async function ready(writer) {
  await writer.ready.catch(() => {}); // `broken` tells
  return {};
}

async function check(race) {
  const result = await race;
  if (result.stopped) throw new Failure("signal", result.reason);
  if ("source" in result) throw new Failure("source", result.source);
  if ("failed" in result) throw new Failure("destination", result.failed);
  if (result.closed) throw new Failure("destination", new TypeError("the destination of the pipe was closed"));
  return result;
}

async function passOn(failure, reader, writer, { preventAbort, preventCancel }) {
  if (!(failure instanceof Failure)) throw failure; // of writer.close()
  const { side, error } = failure;
  if (side !== "destination" && !preventAbort) await writer.abort(error);
  if (side !== "source" && !preventCancel) await reader.cancel(error);
  throw error;
}

exports.pipe = pipe;
