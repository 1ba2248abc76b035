// path: POSIX paths as text. There is no file system and no working directory: "/" stands for it.
const { failure, invalidType, string, unavailable } = require("./errors");

// "a/./b/../c" -> "a/c". Above the root ".." is dropped; in a relative path it stays.
function normalizeSegments(path, isAbsolute) {
  const kept = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!isAbsolute) kept.push("..");
  }
  return kept.join("/");
}

const isAbsolute = (path) => string(path, "path").startsWith("/");

function normalize(path) {
  if (string(path, "path") === "") return ".";
  const absolute = path.startsWith("/");
  const middle = normalizeSegments(path, absolute);
  const end = path.endsWith("/") && middle !== "" ? "/" : "";
  if (middle !== "") return `${absolute ? "/" : ""}${middle}${end}`;
  return absolute ? "/" : path.endsWith("/") ? "./" : ".";
}

function join(...paths) {
  const parts = paths.filter((path) => string(path, "path") !== "");
  return parts.length === 0 ? "." : normalize(parts.join("/"));
}

function resolve(...paths) {
  let resolved = "";
  for (let index = paths.length - 1; index >= 0 && !resolved.startsWith("/"); index--) {
    const path = string(paths[index], `paths[${index}]`);
    if (path !== "") resolved = resolved === "" ? path : `${path}/${resolved}`;
  }
  return `/${normalizeSegments(resolved, true)}`;
}

function relative(from, to) {
  const [start, end] = [resolve(string(from, "from")), resolve(string(to, "to"))].map((path) =>
    path.split("/").filter(Boolean),
  );
  let shared = 0;
  while (shared < start.length && shared < end.length && start[shared] === end[shared]) shared++;
  return [...start.slice(shared).fill(".."), ...end.slice(shared)].join("/");
}

const withoutEnd = (path) => path.replace(/(?<=[^/])\/+$/, "");

function dirname(path) {
  if (string(path, "path") === "") return ".";
  const trimmed = withoutEnd(path);
  const slash = trimmed.lastIndexOf("/");
  if (slash < 0) return ".";
  if (slash === 0 || /^\/+$/.test(trimmed.slice(0, slash))) return path.startsWith("//") && slash === 1 ? "//" : "/";
  return trimmed.slice(0, slash);
}

function basename(path, suffix) {
  if (suffix !== undefined && string(suffix, "suffix") === path) return "";
  const trimmed = withoutEnd(string(path, "path"));
  const name = trimmed.slice(trimmed.lastIndexOf("/") + 1);
  if (suffix === undefined || name === suffix || !name.endsWith(suffix)) return name;
  return name.slice(0, name.length - suffix.length);
}

function extname(path) {
  const name = basename(path);
  const dot = name.lastIndexOf(".");
  return dot <= 0 || name === ".." ? "" : name.slice(dot);
}

function parse(path) {
  const base = basename(path);
  const ext = extname(path);
  const root = path.startsWith("/") ? "/" : "";
  const dir = dirname(path);
  return {
    root,
    dir: dir === "." && !withoutEnd(path).startsWith("./") ? "" : dir,
    base,
    ext,
    name: base.slice(0, base.length - ext.length),
  };
}

function format(pathObject) {
  if (typeof pathObject !== "object" || pathObject === null)
    throw invalidType("pathObject", "of type object", pathObject);
  const { root = "", dir = root, ext = "", name = "" } = pathObject;
  const base = pathObject.base || `${name}${ext === "" || ext.startsWith(".") ? ext : `.${ext}`}`;
  if (!dir) return base;
  return dir === root ? `${dir}${base}` : `${dir}/${base}`;
}

Object.assign(exports, {
  sep: "/",
  delimiter: ":",
  basename,
  dirname,
  extname,
  format,
  isAbsolute,
  join,
  matchesGlob: unavailable("path.matchesGlob", "use a regular expression"),
  normalize,
  parse,
  posix: exports,
  relative,
  resolve,
  toNamespacedPath: (path) => path,
});
// Not enumerable: whoever copies the module must not meet the error.
Object.defineProperty(exports, "win32", {
  get() {
    throw failure(
      Error,
      "ERR_NOT_AVAILABLE",
      "path.win32 is not available in an integration: paths here are POSIX paths",
    );
  },
});
