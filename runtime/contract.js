// ToolJump's contract, over a plain JavaScript program: `skerry:program` names the integration's main module and its data.
"use strict";
const { main, data } = require("skerry:program");
const { call } = require("skerry:host");

const DAY = 24 * 60 * 60;
const MAX_TTL = 30 * DAY;

// The integration's own cache; the host keeps it apart from every other integration's.
function checkKey(key) {
  if (typeof key !== "string" || key === "") throw new TypeError(`cache keys are non-empty strings, got ${typeof key}`);
}

Object.defineProperty(globalThis, "cache", {
  configurable: true,
  writable: true,
  value: {
    async get(key) {
      checkKey(key);
      return (await call("cache.get", { key })).value.value;
    },
    async set(key, value, ttl) {
      checkKey(key);
      if (JSON.stringify(value) === undefined) throw new TypeError(`cache.set(${key}): ${typeof value} cannot be kept, only JSON`);
      if (ttl !== undefined && !(ttl >= 0 && ttl <= MAX_TTL)) throw new RangeError(`cache.set(${key}): ttl is 0 to ${MAX_TTL} seconds, got ${ttl}`);
      await call("cache.set", { key, value, ttl });
    },
  },
});

// `export default` or named exports of an ES module, which may have been compiled to CommonJS; else module.exports.
function integrationOf(exported) {
  const isNamespace = exported?.[Symbol.toStringTag] === "Module" || exported?.__esModule === true;
  return isNamespace && exported.default !== undefined ? exported.default : exported;
}

const integration = integrationOf(require(main));
const dataFiles = data.map(({ id, path }) => ({ id, data: require(path) }));

// Metadata as JSON: a RegExp becomes {$regexp}, what JSON cannot say becomes {$invalid}, so that the host can name it.
function plain(value, seen) {
  if (value instanceof RegExp) return { $regexp: { source: value.source, flags: value.flags } };
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : { $invalid: String(value) };
  if (typeof value !== "object") return { $invalid: typeof value };
  if (seen.includes(value)) return { $invalid: "cycle" };
  const deeper = [...seen, value];
  if (Array.isArray(value)) return value.map((each) => plain(each, deeper));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each, deeper)]));
}

exports.describe = () => {
  const metadata = integration?.metadata;
  return {
    metadata: plain(metadata === undefined ? null : metadata, []),
    exports: { run: typeof integration?.run === "function", shouldRun: typeof integration?.shouldRun === "function" },
    fresh: metadata?.fresh === true,
  };
};

// Wraps a context so that the paths that are read get noted ("page.repository"): only leaves, in the order of reading.
function watch(value, reads, path = "") {
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get(target, key, receiver) {
      const found = Reflect.get(target, key, receiver);
      if (typeof key !== "string" || (found === undefined && key in Object.prototype)) return found;
      if (typeof found === "function") return found;
      const place = Array.isArray(target) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      if (typeof found === "object" && found !== null) return watch(found, reads, place);
      if (key !== "length" || !Array.isArray(target)) reads.add(place);
      return found;
    },
  });
}

async function asks(context) {
  try {
    return Boolean(await integration.shouldRun(context));
  } catch (error) {
    logger.warn(`shouldRun threw, so run is skipped: ${error?.message ?? error}`);
    return false;
  }
}

exports.shouldRun = async ({ context }) => ({ run: await asks(context) });

exports.run = async ({ context, secrets, shouldRun }) => {
  if (shouldRun && !(await asks(context))) return { skipped: true };
  const before = integration.metadata?.cache;
  const results = await integration.run(context, secrets, dataFiles);
  const after = integration.metadata?.cache;
  if (after !== before && !(typeof after === "number" && after >= 0 && after <= MAX_TTL)) {
    throw new RangeError(`metadata.cache is 0 to ${MAX_TTL} seconds, got ${String(after)}`);
  }
  return { results: results ?? null, cache: after === before ? undefined : after };
};

// Which paths of the context `run` reads, as far as it gets.
exports.reads = async ({ context, secrets }) => {
  const reads = new Set();
  try {
    await integration.run(watch(context, reads), secrets, dataFiles);
  } catch {
    // What it read before it failed is what we want to know.
  }
  return { reads: [...reads] };
};
