// url: the URL classes, and what Node had before them.
const { URL, URLSearchParams } = require("../url");
const { invalidType, unavailable } = require("./errors");
const { Url, asciiHost, format, parse, resolve } = require("./url/legacy");

function urlToHttpOptions(url) {
  if (!(url instanceof URL)) throw invalidType("url", "an instance of URL", url);
  const { protocol, hostname, hash, search, pathname, href, port, username, password } = url;
  const options = { __proto__: null, protocol, hostname: hostname.replace(/^\[|\]$/g, ""), hash, search, pathname };
  Object.assign(options, { path: pathname + search, href });
  if (port !== "") options.port = Number(port);
  if (username !== "" || password !== "") {
    options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  }
  return options;
}

const NO_FILES = "there are no files; data files come as the third argument of run()";

Object.assign(exports, {
  URL,
  URLSearchParams,
  Url,
  domainToASCII: (domain) => asciiHost(String(domain)),
  domainToUnicode: unavailable("url.domainToUnicode", "keep the ASCII form of the host, which is what a request uses"),
  fileURLToPath: unavailable("url.fileURLToPath", NO_FILES),
  format,
  parse,
  pathToFileURL: unavailable("url.pathToFileURL", NO_FILES),
  resolve,
  resolveObject: (from, to) => parse(resolve(from, to)),
  urlToHttpOptions,
});
