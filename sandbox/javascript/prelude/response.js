// Response (https://fetch.spec.whatwg.org/#response-class).

const { checkUsable, cloneBody, extractBody, makeBody, mixBody } = require("./body");
const { fillHeaders, listOf, makeHeaders } = require("./headers");
const { expose, inspectAs, requireArguments, toByteString, toDictionary, toUSVString } = require("./webidl");

const NULL_BODY = [101, 103, 204, 205, 304];
const REDIRECT = [301, 302, 303, 307, 308];
const REASON = /^[\t\x20-\x7e\x80-\xff]*$/;

function checkStatus(status) {
  const number = status === undefined ? 200 : Math.trunc(Number(status)) || 0;
  if (number < 200 || number > 599) throw new RangeError(`the status of a Response must be 200 to 599, not ${status}`);
  return number;
}

function checkReason(statusText) {
  const text = statusText === undefined ? "" : toByteString(statusText);
  if (!REASON.test(text)) throw new TypeError(`${JSON.stringify(text)} is not a valid statusText`);
  return text;
}

let stateOf, makeResponse;

class Response {
  #state; // { type, url, redirected, status, statusText, headers, body }

  constructor(body = null, init = undefined) {
    const given = toDictionary(init, "the options of a Response");
    const status = checkStatus(given.status);
    const statusText = checkReason(given.statusText);
    const headers = makeHeaders("response");
    if (given.headers !== undefined) fillHeaders(headers, given.headers);
    this.#state = { type: "default", url: "", redirected: false, status, statusText, headers, body: null };
    if (body === null || body === undefined) return;
    if (NULL_BODY.includes(status)) throw new TypeError(`a Response with status ${status} cannot have a body`);
    const extracted = extractBody(body);
    this.#state.body = extracted.body;
    if (extracted.type !== null && !headers.has("content-type")) headers.append("content-type", extracted.type);
  }

  static error() {
    return makeResponse({ type: "error", status: 0 });
  }

  static json(data, init = undefined) {
    requireArguments(arguments.length, 1, "Response.json");
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError(`Response.json cannot make JSON of a ${typeof data}`);
    const response = new Response(text, init);
    const { headers } = response.#state;
    const given = toDictionary(init, "the options of a Response").headers;
    if (given === undefined || !makeFilled(given).has("content-type")) headers.set("content-type", "application/json");
    return response;
  }

  static redirect(url, status = 302) {
    requireArguments(arguments.length, 1, "Response.redirect");
    const parts = native.urlParse(toUSVString(url), undefined);
    if (parts === null) throw new TypeError(`Failed to parse URL from ${url} (it must be absolute)`);
    const code = Number(status);
    if (!REDIRECT.includes(code)) throw new RangeError(`${status} is no redirect: ${REDIRECT.join(", ")} are`);
    return makeResponse({ status: code, headers: [["location", parts[0]]] });
  }

  get type() { return this.#state.type; }
  get url() { return this.#state.url; }
  get redirected() { return this.#state.redirected; }
  get status() { return this.#state.status; }
  get ok() { return this.#state.status >= 200 && this.#state.status <= 299; }
  get statusText() { return this.#state.statusText; }
  get headers() { return this.#state.headers; }

  clone() {
    const state = this.#state;
    checkUsable(state.body);
    const guard = state.type === "default" ? "response" : "immutable";
    const copy = new Response();
    copy.#state = { ...state, headers: makeHeaders(guard, listOf(state.headers)), body: cloneBody(state.body) };
    return copy;
  }

  static {
    stateOf = (response) => response.#state;
    makeResponse = ({ headers = [], bytes = null, ...given }) => {
      const response = new Response();
      response.#state = {
        ...response.#state,
        ...given,
        headers: makeHeaders("immutable", headers),
        body: bytes === null || NULL_BODY.includes(given.status) ? null : makeBody(bytes),
      };
      return response;
    };
  }
}

function makeFilled(init) {
  const headers = makeHeaders("none");
  fillHeaders(headers, init);
  return headers;
}

mixBody(Response, (response) => stateOf(response).body);
expose(Response);
inspectAs(Response, "Response", (response) => ({
  status: response.status,
  statusText: response.statusText,
  headers: response.headers,
  bodyUsed: response.bodyUsed,
  ok: response.ok,
  redirected: response.redirected,
  type: response.type,
  url: response.url,
}));

exports.Response = Response;
// ({ type, url, redirected, status, statusText, headers: [[name, value]], bytes }) -> a Response with immutable headers
exports.makeResponse = makeResponse;
