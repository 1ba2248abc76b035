// URL (https://url.spec.whatwg.org/#url-class). Parsing and setting are native: a URL here is the list of its parts.

const { URLSearchParams, attach, replaceAll } = require("./url_search_params");
const { expose, inspectAs, requireArguments, toUSVString } = require("./webidl");

const [HREF, ORIGIN, PROTOCOL, USERNAME, PASSWORD, HOST, HOSTNAME, PORT, PATHNAME, SEARCH, HASH] = Array(11).keys();
const SHOWN = 200; // characters of an invalid URL in the error's message

function parse(url, base) {
  return native.urlParse(toUSVString(url), base === undefined ? undefined : toUSVString(base));
}

function invalid(url, base) {
  const against = base === undefined ? "" : ` (against the base ${`${base}`.slice(0, SHOWN)})`;
  const error = new TypeError(`Invalid URL: ${`${url}`.slice(0, SHOWN)}${against}`);
  error.code = "ERR_INVALID_URL";
  error.input = `${url}`;
  if (base !== undefined) error.base = `${base}`;
  return error;
}

class URL {
  #parts;
  #params = null;

  constructor(url, base = undefined) {
    requireArguments(arguments.length, 1, "URL");
    this.#parts = parse(url, base);
    if (this.#parts === null) throw invalid(url, base);
  }

  static canParse(url, base = undefined) {
    requireArguments(arguments.length, 1, "URL.canParse");
    return parse(url, base) !== null;
  }

  static parse(url, base = undefined) {
    requireArguments(arguments.length, 1, "URL.parse");
    const parts = parse(url, base);
    return parts === null ? null : new URL(parts[HREF]);
  }

  get href() { return this.#parts[HREF]; }
  set href(value) {
    this.#parts;
    const parts = parse(value, undefined);
    if (parts === null) throw invalid(value, undefined);
    this.#parts = parts;
    this.#refreshParams();
  }

  get origin() { return this.#parts[ORIGIN]; }

  get protocol() { return this.#parts[PROTOCOL]; }
  set protocol(value) { this.#set("protocol", value); }

  get username() { return this.#parts[USERNAME]; }
  set username(value) { this.#set("username", value); }

  get password() { return this.#parts[PASSWORD]; }
  set password(value) { this.#set("password", value); }

  get host() { return this.#parts[HOST]; }
  set host(value) { this.#set("host", value); }

  get hostname() { return this.#parts[HOSTNAME]; }
  set hostname(value) { this.#set("hostname", value); }

  get port() { return this.#parts[PORT]; }
  set port(value) { this.#set("port", value); }

  get pathname() { return this.#parts[PATHNAME]; }
  set pathname(value) { this.#set("pathname", value); }

  get search() { return this.#parts[SEARCH]; }
  set search(value) {
    this.#set("search", value);
    this.#refreshParams();
  }

  get searchParams() {
    if (this.#params === null) {
      this.#params = new URLSearchParams();
      this.#refreshParams();
      attach(this.#params, () => this.#set("search", this.#params.toString()));
    }
    return this.#params;
  }

  get hash() { return this.#parts[HASH]; }
  set hash(value) { this.#set("hash", value); }

  toString() {
    return this.#parts[HREF];
  }

  toJSON() {
    return this.#parts[HREF];
  }

  #set(component, value) {
    this.#parts = native.urlSet(this.#parts[HREF], component, toUSVString(value));
  }

  #refreshParams() {
    if (this.#params !== null) replaceAll(this.#params, this.#parts[SEARCH].slice(1));
  }
}
expose(URL);
inspectAs(URL, "URL", (url) => ({
  href: url.href,
  origin: url.origin,
  protocol: url.protocol,
  username: url.username,
  password: url.password,
  host: url.host,
  hostname: url.hostname,
  port: url.port,
  pathname: url.pathname,
  search: url.search,
  searchParams: url.searchParams,
  hash: url.hash,
}));

exports.URL = URL;
exports.URLSearchParams = URLSearchParams;
