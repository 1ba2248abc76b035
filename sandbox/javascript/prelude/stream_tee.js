// Two streams out of one (https://streams.spec.whatwg.org/#abstract-opdef-readablestreamdefaulttee). The same chunks go
// to both; the source is cancelled when both are.

function tee(reader, makeStream) {
  const cancelled = Promise.withResolvers();
  const branches = [];
  let reading = false;
  let again = false;

  async function pull() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    try {
      do {
        again = false;
        deliver(await reader.read());
      } while (again);
    } catch {
      // The rejection of reader.closed, below, tells the branches.
    } finally {
      reading = false;
    }
  }

  function deliver({ value, done }) {
    const open = branches.filter((branch) => !branch.cancelled);
    for (const { controller } of open) {
      if (done) controller.close();
      else controller.enqueue(value);
    }
    if (done) {
      again = false;
      cancelled.resolve();
    }
  }

  function makeBranch() {
    const branch = { cancelled: false, reason: undefined, controller: null, stream: null };
    branches.push(branch);
    branch.stream = makeStream({
      start(controller) {
        branch.controller = controller;
      },
      pull,
      cancel(reason) {
        branch.cancelled = true;
        branch.reason = reason;
        if (branches.every((each) => each.cancelled)) {
          cancelled.resolve(reader.cancel(branches.map((each) => each.reason)));
        }
        return cancelled.promise;
      },
    });
    return branch.stream;
  }

  const streams = [makeBranch(), makeBranch()];
  reader.closed.catch((error) => {
    for (const { controller } of branches) controller.error(error);
    cancelled.resolve();
  });
  return streams;
}

exports.tee = tee;
