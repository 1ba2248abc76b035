// What console.table shows: rows and columns as padded text. Cells are shown by inspect, one level deep.
const { inspect } = require("./inspect");

const ROWS = 1000; // shown at most
const INDEX = "(index)";
const VALUES = "Values";

function entriesOf(data) {
  if (data instanceof Map)
    return [...data.entries()].map(([key, value], index) => [String(index), { Key: key, Values: value }]);
  if (data instanceof Set) return [...data].map((value, index) => [String(index), value]);
  return Object.entries(data);
}

const isRecord = (value) => typeof value === "object" && value !== null;
const cell = (value) => inspect(value, { depth: 0, maxArrayLength: 3, breakLength: Infinity });

function rowOf([index, value], columns) {
  const row = new Map([[INDEX, index]]);
  if (!isRecord(value)) return row.set(VALUES, cell(value));
  for (const key of columns ?? Object.keys(value)) if (Object.hasOwn(value, key)) row.set(key, cell(value[key]));
  return row;
}

function headings(rows, columns) {
  const seen = new Set(columns ?? rows.flatMap((row) => [...row.keys()]));
  const hasValues = rows.some((row) => row.has(VALUES));
  for (const each of [INDEX, VALUES]) seen.delete(each);
  return [INDEX, ...seen, ...(hasValues ? [VALUES] : [])];
}

exports.table = function table(data, columns) {
  const rows = entriesOf(data)
    .slice(0, ROWS)
    .map((entry) => rowOf(entry, columns));
  const names = headings(rows, columns);
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => row.get(name)?.length ?? 0)));
  const line = (texts) =>
    texts
      .map((text, index) => text.padEnd(widths[index]))
      .join(" | ")
      .trimEnd();
  return [
    line(names),
    widths.map((width) => "-".repeat(width)).join("-|-"),
    ...rows.map((row) => line(names.map((name) => row.get(name) ?? ""))),
  ].join("\n");
};
