// POST /context as ToolJump answers it, on plain node:http: token check, JSON, the matching integrations one after
// another, each in two vm contexts. node vm_server.mjs TOKEN FOLDER; says {"port": N} when it listens.
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { execute, load } from "./vm_contract.mjs";

const KEEP_ALIVE_MS = 65_000;
const MAX_BODY = 100 * 1024;

const [token, folder] = process.argv.slice(2);
const integrations = readdirSync(folder)
  .filter((name) => name.endsWith(".integration.js"))
  .sort()
  .map((name) => load(readFileSync(join(folder, name), "utf8"), join(folder, name)));
const kept = new Map(); // key -> {results, until (ms)}

function valueAt(context, path) {
  return path.split(".").reduce((value, key) => value?.[key], context);
}

function matches({ metadata }, context) {
  const { contextType, context: conditions = {} } = metadata.match;
  if (contextType !== "*" && contextType !== context.type) return false;
  return Object.entries(conditions).every(([path, { exists }]) => (valueAt(context, path) !== undefined) === exists);
}

// As in DESIGN's rule, not as in ToolJump: 0 seconds is not for ever, and the name is part of the key.
async function results(integration, context) {
  const { name, cache, cacheKey } = integration.metadata;
  if (!cache) return { results: await execute(integration, context, {}, []), cached: false };
  const key = [name, ...cacheKey.map((path) => String(valueAt(context, path)))].join("|");
  const found = kept.get(key);
  if (found !== undefined && found.until > Date.now()) return { results: found.results, cached: true };
  const made = await execute(integration, context, {}, []);
  kept.set(key, { results: made, until: Date.now() + cache * 1000 });
  return { results: made, cached: false };
}

async function answer(context) {
  const chosen = integrations.filter((integration) => matches(integration, context));
  const data = [];
  let cacheHits = 0;
  let failedCount = 0;
  for (const integration of chosen) {
    try {
      const { results: items, cached } = await results(integration, context);
      data.push(...(Array.isArray(items) ? items : items == null ? [] : [items]));
      if (cached) cacheHits++;
    } catch (error) {
      failedCount++;
      data.push({ type: "text", status: "important", content: `${integration.metadata.name}: ${error}` });
    }
  }
  const integrationNames = chosen.map(({ metadata }) => metadata.name);
  return { data, count: data.length, cacheHits, failedCount, timestamp: new Date().toISOString(), integrationNames };
}

function send(response, status, value) {
  const body = JSON.stringify(value);
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}

async function body(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) throw new RangeError("the body is too large");
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

const server = createServer(async (request, response) => {
  if (request.headers.authorization !== `Bearer ${token}`) return send(response, 401, { error: "Invalid token" });
  if (request.method !== "POST" || request.url !== "/context") return send(response, 404, { error: "Not found" });
  try {
    send(response, 200, await answer(await body(request)));
  } catch (error) {
    send(response, 400, { error: String(error) });
  }
});
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.listen(0, "127.0.0.1", () => process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`));
process.stdin.on("end", () => process.exit()).resume(); // whoever started it is gone
