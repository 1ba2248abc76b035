// `for await` over a stream (https://streams.spec.whatwg.org/#rs-asynciterator): one step after the other, and leaving
// the loop cancels the stream.

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

class StreamIterator {
  #reader;
  #preventCancel;
  #last = null; // the step that is under way
  #finished = false;

  constructor(reader, preventCancel) {
    this.#reader = reader;
    this.#preventCancel = preventCancel;
  }

  next() {
    return this.#after(async () => {
      if (this.#finished) return { value: undefined, done: true };
      try {
        const result = await this.#reader.read();
        if (result.done) this.#finish();
        return result;
      } catch (error) {
        this.#finish();
        throw error;
      }
    });
  }

  return(value = undefined) {
    return this.#after(async () => {
      if (this.#finished) return { value, done: true };
      const cancelled = this.#preventCancel ? undefined : this.#reader.cancel(value);
      this.#finish();
      await cancelled;
      return { value, done: true };
    });
  }

  #finish() {
    this.#finished = true;
    this.#reader.releaseLock();
  }

  // A step begins at once if none is under way: the engine does not wait for `return` when a loop is left.
  #after(step) {
    const result = this.#last === null ? step() : this.#last.then(step, step);
    const settled = () => {
      if (this.#last === result) this.#last = null;
    };
    this.#last = result;
    result.then(settled, settled);
    return result;
  }
}
delete StreamIterator.prototype.constructor;
Object.setPrototypeOf(StreamIterator.prototype, AsyncIteratorPrototype);
for (const name of ["next", "return"]) Object.defineProperty(StreamIterator.prototype, name, { enumerable: true });

exports.iterate = (reader, preventCancel) => new StreamIterator(reader, preventCancel);
