// Runs one integration again and again, and times itself: node vm_run.mjs INTEGRATION_FILE CONTEXT_FILE [CANNED]
// With CANNED its fetches are faked: each is answered at once with this text.
// In: {"operations": N} or {"loads": N} -> out: {"seconds": [...], "wall": S, "cpu": S}.  In: {"show": true} -> out: the results.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { execute, load } from "./vm_contract.mjs";

const [file, contextFile, canned] = process.argv.slice(2);
if (canned) globalThis.fetch = async () => new Response(canned);
const source = readFileSync(file, "utf8");
const integration = load(source, file);
const text = readFileSync(contextFile, "utf8");

// A context comes in as text and results go out as text, as over HTTP.
async function once() {
  return JSON.stringify(await execute(integration, JSON.parse(text), {}, []));
}

// `work` again and again: once() as `operations`, the reading of the metadata as `loads`.
async function timed(operations, work) {
  const seconds = [];
  const cpu = process.cpuUsage();
  const began = process.hrtime.bigint();
  for (let i = 0; i < operations; i++) {
    const start = process.hrtime.bigint();
    await work();
    seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
  }
  const wall = Number(process.hrtime.bigint() - began) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, wall, cpu: (user + system) / 1e6 };
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const work = asked.loads ? () => load(source, file) : once;
  const answer = asked.show ? JSON.parse(await once()) : await timed(asked.loads ?? asked.operations, work);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
