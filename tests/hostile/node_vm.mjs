// Runs an integration the way ToolJump does, in Node's `vm`: what the guards of Skerry are compared with.
// usage: node node_vm.mjs FILE CONTEXT_JSON; prints {"value": ..., "bytes": n} or {"error": "..."}.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const [file, context] = process.argv.slice(2);
const lines = { count: 0 };
const log = () => { lines.count += 1; };
const module = { exports: {} };
const sandbox = vm.createContext({
  module, exports: module.exports, console: { log }, setTimeout, setInterval, Promise,
  cache: { get: async () => undefined, set: async () => {} },
});
vm.runInContext(readFileSync(file, 'utf8'), sandbox, { filename: file });
const integration = module.exports;
const parsed = JSON.parse(context);
if (integration.metadata.match.context) {
  const pattern = integration.metadata.match.context['page.title']?.pattern;
  pattern?.test(parsed.page.title);
}
try {
  if (integration.shouldRun) await integration.shouldRun(parsed);
  const value = JSON.stringify((await integration.run(parsed, {}, [])) ?? null);
  console.log(JSON.stringify({ bytes: value.length, lines: lines.count, start: value.slice(0, 100) }));
} catch (error) {
  console.log(JSON.stringify({ error: String(error?.message ?? error) }));
}
