// Which integrations a page is for, found as ToolJump finds it: one rule after another.
// node linear_match.mjs RULES_FILE CONTEXT_FILE; in: {"operations": N} or {"show": true}, as vm_run.mjs.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [rulesFile, contextFile] = process.argv.slice(2);
const text = readFileSync(contextFile, "utf8");
const tests = {
  exists: (wanted) => (value) => (value !== undefined) === wanted,
  equals: (wanted) => (value) => value === wanted,
  in: (wanted) => (value) => wanted.includes(value),
  startsWith: (wanted) => (value) => typeof value === "string" && value.startsWith(wanted),
  endsWith: (wanted) => (value) => typeof value === "string" && value.endsWith(wanted),
  pattern: ({ $regexp: { source, flags } }) => ((pattern) => (value) => typeof value === "string" && pattern.test(value))(new RegExp(source, flags)),
};
const rules = JSON.parse(readFileSync(rulesFile, "utf8")).map((rule) =>
  Object.entries(rule).map(([path, operators]) => {
    const [name, wanted] = Object.entries(operators)[0];
    return { steps: path.split("."), holds: tests[name](wanted) };
  }),
);

function matching(context) {
  const found = [];
  rules.forEach((conditions, index) => {
    const all = conditions.every(({ steps, holds }) => holds(steps.reduce((value, step) => value?.[step], context)));
    if (all) found.push(index);
  });
  return found;
}

function timed(operations) {
  const seconds = [];
  const cpu = process.cpuUsage();
  const began = process.hrtime.bigint();
  for (let i = 0; i < operations; i++) {
    const start = process.hrtime.bigint();
    matching(JSON.parse(text));
    seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
  }
  const wall = Number(process.hrtime.bigint() - began) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, wall, cpu: (user + system) / 1e6 };
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(asked.show ? matching(JSON.parse(text)) : timed(asked.operations))}\n`);
}
