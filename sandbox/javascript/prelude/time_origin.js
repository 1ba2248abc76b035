// The zero point of performance.now and of event times: the start of the run. Time stands still inside a turn.

let origin = null; // ms since the epoch; null while the program is being loaded

function resetOrigin() {
  origin = native.now();
}

// Milliseconds since the start of the run. While a program is loaded this is 0, but the clock is still asked, so that
// whoever watches it learns that the program's top level depends on the time.
function now() {
  const time = native.now();
  return origin === null ? 0 : time - origin;
}

function timeOrigin() {
  const time = native.now();
  return origin === null ? time : origin;
}

exports.now = now;
exports.resetOrigin = resetOrigin;
exports.timeOrigin = timeOrigin;
