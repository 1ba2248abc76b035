// fetch (https://fetch.spec.whatwg.org/#fetch-method). The host performs the request: it decides whether this program
// may, and what it says when it refuses is the error's message.

const { onAbort } = require("./abort");
const { takeBytes } = require("./body");
const { listOf } = require("./headers");
const { Request, stateOf } = require("./request");
const { makeResponse } = require("./response");
const { call, cancel } = require("./turn");
const { requireArguments } = require("./webidl");

async function fetch(input, init = undefined) {
  requireArguments(arguments.length, 1, "fetch");
  const request = stateOf(new Request(input, init));
  const signal = request.source;
  signal?.throwIfAborted();
  const taken = request.body === null ? undefined : takeBytes(request.body);
  const bytes = taken instanceof Promise ? await unlessAborted(taken, signal) : taken;
  const pending = call("fetch", describe(request), bytes);
  const { value, body } = await unlessAborted(pending, signal, () => cancel(pending));
  const { status, statusText, url, redirected, headers } = value;
  const received = request.method === "HEAD" ? null : (body ?? new Uint8Array());
  return makeResponse({ type: "basic", status, statusText, url, redirected, headers, bytes: received });
}

function describe({ url, method, headers, choices }) {
  const fragment = url.indexOf("#");
  const list = listOf(headers);
  if (!headers.has("accept")) list.push(["accept", "*/*"]);
  return { url: fragment === -1 ? url : url.slice(0, fragment), method, headers: list, redirect: choices.redirect };
}

// The promise's outcome, or at once the reason of the signal.
function unlessAborted(promise, signal, onAborted = () => {}) {
  if (signal === null) return promise;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      onAborted();
      reject(signal.reason);
    }
    const forget = onAbort(signal, (reason) => {
      onAborted();
      reject(reason);
    });
    promise.then(resolve, reject).finally(forget);
  });
}

exports.fetch = fetch;
