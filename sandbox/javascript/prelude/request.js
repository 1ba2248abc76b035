// Request (https://fetch.spec.whatwg.org/#request-class).

const { AbortSignal } = require("./abort");
const { checkUsable, cloneBody, extractBody, makeBody, mixBody } = require("./body");
const { fillHeaders, listOf, makeHeaders } = require("./headers");
const { TransformStream } = require("./transform_stream");
const { expose, inspectAs, requireArguments, toByteString, toDictionary, toUSVString } = require("./webidl");

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const NORMALIZED = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]; // browsers leave "patch" as it is
const FORBIDDEN = ["CONNECT", "TRACE", "TRACK"];

// The members that are one of a list; the first is the default.
const CHOICES = {
  mode: ["cors", "no-cors", "same-origin"],
  credentials: ["same-origin", "omit", "include"],
  cache: ["default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached"],
  redirect: ["follow", "error", "manual"],
  referrerPolicy: [
    "", "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin",
    "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url",
  ],
};

function parseUrl(input) {
  const text = toUSVString(input);
  const parts = native.urlParse(text, undefined);
  if (parts === null) throw new TypeError(`Failed to parse URL from ${text} (it must be absolute)`);
  const [href, , , username, password] = parts;
  if (username !== "" || password !== "") {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${parts[5]}`);
  }
  return href;
}

function normalizeMethod(method) {
  const text = toByteString(method);
  const upper = text.toUpperCase();
  if (!TOKEN.test(text)) throw new TypeError(`${JSON.stringify(text)} is not a valid HTTP method`);
  if (FORBIDDEN.includes(upper)) throw new TypeError(`the HTTP method ${text} is not allowed`);
  return NORMALIZED.includes(upper) ? upper : text;
}

function choose(init, inherited) {
  const chosen = {};
  for (const name of Object.keys(CHOICES)) {
    const value = init[name] === undefined ? (inherited?.[name] ?? CHOICES[name][0]) : `${init[name]}`;
    const allowed = CHOICES[name];
    if (!allowed.includes(value)) throw new TypeError(`${name} must be one of ${allowed.join(", ")}, not "${value}"`);
    chosen[name] = value;
  }
  return chosen;
}

function chooseSignal(init, inherited) {
  if (init.signal === undefined) return inherited ?? null;
  if (init.signal !== null && !(init.signal instanceof AbortSignal)) {
    throw new TypeError("the option signal must be an AbortSignal");
  }
  return init.signal;
}

let stateOf;

class Request {
  #state; // { url, method, headers, body, source (the signal it follows), choices, integrity, keepalive }
  #signal = null; // made when it is asked for

  constructor(input, init = undefined) {
    requireArguments(arguments.length, 1, "Request");
    const given = toDictionary(init, "the options of a Request");
    const from = typeof input === "object" && input !== null && #state in input ? input.#state : null;
    const method = given.method === undefined ? (from?.method ?? "GET") : normalizeMethod(given.method);
    this.#state = {
      url: from?.url ?? parseUrl(input),
      method,
      headers: makeHeaders("request", from === null ? [] : listOf(from.headers)),
      body: null,
      source: chooseSignal(given, from === null ? null : (from.source ?? input.#signal)),
      choices: choose(given, from?.choices),
      integrity: given.integrity === undefined ? (from?.integrity ?? "") : `${given.integrity}`,
      keepalive: given.keepalive === undefined ? (from?.keepalive ?? false) : Boolean(given.keepalive),
    };
    if (given.headers !== undefined) {
      this.#state.headers = makeHeaders("request");
      fillHeaders(this.#state.headers, given.headers);
    }
    this.#takeBody(given, from);
  }

  get method() { return this.#state.method; }
  get url() { return this.#state.url; }
  get headers() { return this.#state.headers; }
  get destination() {
    this.#state;
    return "";
  }

  get referrer() {
    this.#state;
    return "about:client";
  }

  get referrerPolicy() { return this.#state.choices.referrerPolicy; }
  get mode() { return this.#state.choices.mode; }
  get credentials() { return this.#state.choices.credentials; }
  get cache() { return this.#state.choices.cache; }
  get redirect() { return this.#state.choices.redirect; }
  get integrity() { return this.#state.integrity; }
  get keepalive() { return this.#state.keepalive; }
  get duplex() {
    this.#state;
    return "half";
  }

  get signal() {
    const { source } = this.#state;
    this.#signal ??= AbortSignal.any(source === null ? [] : [source]);
    return this.#signal;
  }

  clone() {
    checkUsable(this.#state.body);
    const copy = new Request(this.#state.url, { signal: this.signal });
    const headers = makeHeaders("request", listOf(this.#state.headers));
    copy.#state = { ...this.#state, headers, body: cloneBody(this.#state.body), source: this.signal };
    return copy;
  }

  #takeBody(init, from) {
    const state = this.#state;
    const replaced = init.body !== undefined && init.body !== null;
    if ((replaced || from?.body) && (state.method === "GET" || state.method === "HEAD")) {
      throw new TypeError("Request with GET/HEAD method cannot have body.");
    }
    if (replaced) {
      const { body, type } = extractBody(init.body);
      if (body.stream !== null && init.duplex !== "half") {
        throw new TypeError('RequestInit: duplex option is required when sending a stream: add duplex: "half"');
      }
      state.body = body;
      if (type !== null && !state.headers.has("content-type")) state.headers.append("content-type", type);
    } else if (from?.body) {
      checkUsable(from.body);
      state.body = moveBody(from.body);
    }
  }

  static {
    stateOf = (request) => request.#state;
  }
}

// The body of the request that a new one is made from: it counts as read there.
function moveBody(body) {
  if (body.stream !== null) {
    return makeBody(null, body.stream.pipeThrough(new TransformStream()));
  }
  const moved = { ...body };
  body.used = true;
  return moved;
}

mixBody(Request, (request) => stateOf(request).body);
expose(Request);
inspectAs(Request, "Request", (request) => ({
  method: request.method,
  url: request.url,
  headers: request.headers,
  redirect: request.redirect,
  bodyUsed: request.bodyUsed,
}));

exports.Request = Request;
exports.stateOf = stateOf;
