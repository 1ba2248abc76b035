// POST /context as ToolJump answers it: the matching integrations one after another, each in two vm contexts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execute, load } from "./vm_contract.mjs";

export const MAX_BODY = 100 * 1024;
export const KEEP_ALIVE_MS = 65_000;

const kept = new Map(); // key -> {results, until (ms)}

export function loadFolder(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".integration.js"))
    .sort()
    .map((name) => load(readFileSync(join(folder, name), "utf8"), join(folder, name)));
}

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

export async function answer(integrations, context) {
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
