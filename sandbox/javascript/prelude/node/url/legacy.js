// url.parse, url.format and url.resolve of old: they also know relative URLs. No request is made of what they make of a
// URL: those go through the URL class and the host's own parser.
const { URL } = require("../../url");
const { failure, string } = require("../errors");
const querystring = require("../querystring");

const SLASHED = new Set(["http:", "https:", "ftp:", "gopher:", "file:", "ws:", "wss:"]);
const HOSTLESS = "javascript:";
const ESCAPED = /[\s"'<>\\^`{|}]/g;
const NOWHERE = "http://nowhere.invalid"; // stands for the missing host while a relative URL is resolved

const FIELDS = "protocol slashes auth host port hostname hash search query pathname path href".split(" ");

function Url() {
  for (const field of FIELDS) this[field] = null;
}

const percent = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
const invalid = (text) => failure(TypeError, "ERR_INVALID_URL", `Invalid URL: ${text}`);

// An ASCII host in lower case; "" when it is none.
function asciiHost(host) {
  if (/^[a-z0-9_.:-]*$/i.test(host)) return host.toLowerCase();
  if (/[\s/?#@:\\%<>^|]/.test(host)) return "";
  const url = URL.parse(`http://${host}`);
  return url === null ? "" : url.hostname;
}

function parseAuthority(url, authority, text) {
  const at = authority.lastIndexOf("@");
  if (at >= 0) url.auth = querystring.unescape(authority.slice(0, at));
  const match = /^(\[[\da-f:.]+\]|[^:]*)(?::(\d*))?$/i.exec(authority.slice(at + 1));
  if (match === null) throw invalid(text);
  const [, host, port] = match;
  url.port = port ? port : null;
  const isAddress = host.startsWith("[");
  url.hostname = isAddress ? host.slice(1, -1).toLowerCase() : asciiHost(host);
  if (host !== "" && url.hostname === "") throw invalid(text);
  url.host = (isAddress ? `[${url.hostname}]` : url.hostname) + (url.port === null ? "" : `:${url.port}`);
}

function parse(text, parseQuery = false, slashesDenoteHost = false) {
  if (text instanceof Url) return text;
  const url = new Url();
  const [, before, after] = /^([^?#]*)(.*)$/s.exec(string(text, "url").trim());
  let rest = before.replaceAll("\\", "/");
  const scheme = /^[a-z0-9.+-]+:/i.exec(rest)?.[0];
  if (scheme !== undefined) rest = rest.slice(scheme.length);
  url.protocol = scheme?.toLowerCase() ?? null;
  const isHostless = url.protocol === HOSTLESS;
  if (!isHostless && rest.startsWith("//") && (scheme || slashesDenoteHost || /^\/\/[^@/]+@[^@/]+/.test(rest))) {
    url.slashes = true;
    rest = rest.slice(2);
  }
  if (!isHostless && (url.slashes || (scheme && !SLASHED.has(url.protocol)))) {
    const authority = /^[^/]*/.exec(rest)[0];
    parseAuthority(url, authority, text);
    rest = rest.slice(authority.length);
  }
  return finish(url, rest, isHostless ? after : after.replace(ESCAPED, percent), parseQuery);
}

function finish(url, pathname, after, parseQuery) {
  const escaped = url.protocol === HOSTLESS ? pathname : pathname.replace(ESCAPED, percent);
  const hash = after.indexOf("#");
  if (hash >= 0) url.hash = after.slice(hash);
  const search = hash >= 0 ? after.slice(0, hash) : after;
  if (search !== "") url.search = search;
  else if (parseQuery) url.search = null;
  if (search !== "" || parseQuery) url.query = parseQuery ? querystring.parse(search.slice(1)) : search.slice(1);
  if (escaped !== "") url.pathname = escaped;
  else if (SLASHED.has(url.protocol) && url.hostname) url.pathname = "/";
  if (url.pathname !== null || url.search !== null) url.path = (url.pathname ?? "") + (url.search ?? "");
  url.href = formatParts(url);
  return url;
}

const withPrefix = (text, prefix) => (text && !text.startsWith(prefix) ? prefix + text : text);

function hostOf(parts) {
  const auth = parts.auth ? `${encodeURIComponent(parts.auth).replace(/%3A/i, ":")}@` : "";
  if (parts.host) return auth + parts.host;
  if (!parts.hostname) return parts.hostname === "" || parts.host === "" ? "" : undefined;
  const name = parts.hostname.includes(":") && !parts.hostname.startsWith("[") ? `[${parts.hostname}]` : parts.hostname;
  return `${auth}${name}${parts.port ? `:${parts.port}` : ""}`;
}

function formatParts(parts) {
  let protocol = parts.protocol || "";
  if (protocol !== "" && !protocol.endsWith(":")) protocol += ":";
  const query = typeof parts.query === "object" && parts.query !== null ? querystring.stringify(parts.query) : "";
  const search = parts.search || (query === "" ? "" : `?${query}`);
  let pathname = (parts.pathname || "").replaceAll("?", "%3F").replaceAll("#", "%23");
  let host = hostOf(parts);
  if (parts.slashes || (SLASHED.has(protocol) && host !== undefined)) {
    pathname = withPrefix(pathname, "/");
    host = `//${host ?? ""}`;
  }
  return (
    protocol +
    (host ?? "") +
    pathname +
    withPrefix(search, "?").replaceAll("#", "%23") +
    withPrefix(parts.hash || "", "#")
  );
}

function formatUrl(url, { auth = true, fragment = true, search = true } = {}) {
  const shown = new URL(url.href);
  if (!auth) shown.username = shown.password = "";
  if (!fragment) shown.hash = "";
  if (!search) shown.search = "";
  return shown.href;
}

function format(value, options) {
  if (typeof value === "string") return parse(value).href;
  if (value instanceof URL) return formatUrl(value, options ?? {});
  return formatParts(value);
}

function resolve(from, to) {
  const base = URL.parse(string(from, "from"), NOWHERE);
  const target = base === null ? null : URL.parse(string(to, "to"), base.href);
  if (target === null) return to;
  if (!target.href.startsWith(`${NOWHERE}/`)) return target.href;
  const path = target.href.slice(NOWHERE.length);
  return from.startsWith("/") || to.startsWith("/") ? path : path.slice(1);
}

Url.prototype.parse = function parseInto(...args) {
  return Object.assign(this, parse(...args));
};
Url.prototype.format = function formatThis() {
  return formatParts(this);
};
Url.prototype.resolve = function resolveFrom(to) {
  return resolve(this.href, to);
};

Object.assign(exports, { Url, asciiHost, format, parse, resolve });
