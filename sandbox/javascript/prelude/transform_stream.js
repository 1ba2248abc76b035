// TransformStream (https://streams.spec.whatwg.org/#ts).

const { ReadableStream, streamWantsMore } = require("./readable_stream");
const { expose, inspectAs, isObject, requireFunction } = require("./webidl");
const { WritableStream } = require("./writable_stream");

const CONSTRUCT = {};

class TransformStreamDefaultController {
  #transform; // { readable: controller of the readable side, stop(error), full() }

  constructor(token, transform) {
    if (token !== CONSTRUCT) throw new TypeError("a controller is made by its stream");
    this.#transform = transform;
  }

  get desiredSize() { return this.#transform.readable.desiredSize; }

  enqueue(chunk = undefined) {
    this.#transform.readable.enqueue(chunk);
    this.#transform.full();
  }

  error(error = undefined) {
    this.#transform.readable.error(error);
    this.#transform.stop(error);
  }

  terminate() {
    this.#transform.readable.close();
    this.#transform.stop(new TypeError("the transform was terminated"));
  }
}
expose(TransformStreamDefaultController);

function method(transformer, name, otherwise) {
  const found = transformer[name];
  if (found === undefined) return otherwise;
  requireFunction(found, `${name} of the transformer`);
  return (...given) => Reflect.apply(found, transformer, given);
}

class TransformStream {
  #readable;
  #writable;

  constructor(transformer = undefined, writableStrategy = undefined, readableStrategy = undefined) {
    const given = transformer === undefined ? {} : transformer;
    if (!isObject(given)) throw new TypeError("the transformer of a TransformStream must be an object");
    const room = { open: false, changed: Promise.withResolvers() }; // whether the reading side wants more
    const setRoom = (open) => {
      if (room.open === open) return;
      room.open = open;
      room.changed.resolve();
      room.changed = Promise.withResolvers();
    };
    const parts = { readable: null, writable: null, stop: null, full: null };
    const controller = new TransformStreamDefaultController(CONSTRUCT, parts);
    const transform = method(given, "transform", (chunk) => controller.enqueue(chunk));
    const flush = method(given, "flush", () => undefined);
    const cancel = method(given, "cancel", () => undefined);
    const stop = (error) => {
      parts.writable.error(error);
      setRoom(true); // a waiting write ends
    };
    const started = Promise.withResolvers();

    const readable = new ReadableStream({
      start(own) {
        parts.readable = own;
        return started.promise;
      },
      pull() {
        setRoom(true);
        return room.changed.promise;
      },
      async cancel(reason) {
        stop(reason);
        await cancel(reason);
      },
    }, { highWaterMark: 0, ...readableStrategy });

    const writable = new WritableStream({
      start(own) {
        parts.writable = own;
        return started.promise;
      },
      async write(chunk) {
        while (!room.open) await room.changed.promise;
        try {
          await transform(chunk, controller);
        } catch (error) {
          parts.readable.error(error);
          throw error;
        }
      },
      async close() {
        try {
          await flush(controller);
          closeReadable(parts.readable);
        } catch (error) {
          parts.readable.error(error);
          throw error;
        }
      },
      async abort(reason) {
        parts.readable.error(reason);
        await cancel(reason);
      },
    }, writableStrategy);

    parts.stop = stop;
    parts.full = () => setRoom(streamWantsMore(readable));
    this.#readable = readable;
    this.#writable = writable;
    started.resolve(method(given, "start", () => undefined)(controller));
  }

  get readable() { return this.#readable; }
  get writable() { return this.#writable; }
}
expose(TransformStream);
inspectAs(TransformStream, "TransformStream", ({ readable, writable }) => ({ readable, writable }));

function closeReadable(controller) {
  try {
    controller.close();
  } catch {
    // terminate() has closed it
  }
}

exports.TransformStream = TransformStream;
exports.TransformStreamDefaultController = TransformStreamDefaultController;
