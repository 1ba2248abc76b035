// Runs an integration the way ToolJump does: its source is evaluated in a new `vm` context to ask shouldRun, and in a
// second one to run. That isolates no attacker (`globalThis.constructor.constructor` leads out), but it is what it does.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import vm from "node:vm";

const SHOULD_RUN_MS = 1000;
const RUN_MS = 5000;

const logger = { debug() {}, info() {}, warn() {}, error() {} };

function evaluate({ source, filename }) {
  const module = { exports: {} };
  const globals = {
    module,
    exports: module.exports,
    require: createRequire(resolve(filename)),
    console: logger,
    logger,
    cache: { get() {}, set() {} },
    fetch,
    __filename: filename,
    __dirname: ".",
  };
  globals.global = globals;
  vm.runInContext(source, vm.createContext(globals), { filename });
  return module.exports;
}

async function within(milliseconds, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Operation timed out after ${milliseconds}ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

// The integration's metadata, as it is read once when the server starts.
export function load(source, filename) {
  return { source, filename, metadata: evaluate({ source, filename }).metadata };
}

// The results of one run; null when shouldRun says no.
export async function execute(integration, context, secrets, dataFiles) {
  const asked = evaluate(integration);
  if (asked.shouldRun && !(await within(SHOULD_RUN_MS, asked.shouldRun(context)))) return null;
  const fresh = evaluate(integration);
  return within(RUN_MS, fresh.run(context, secrets, dataFiles));
}
