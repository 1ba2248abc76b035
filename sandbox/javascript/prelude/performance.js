// performance (https://w3c.github.io/hr-time/, https://w3c.github.io/user-timing/): milliseconds since the start of the
// run. Time stands still inside a turn, so what takes no call takes no time.

const { DOMException } = require("./dom_exception");
const { EventTarget } = require("./events");
const { now, resetOrigin, timeOrigin } = require("./time_origin");
const { expose, inspectAs, isObject, requireArguments, toDictionary } = require("./webidl");

const CONSTRUCT = {};

class PerformanceEntry {
  #fields;

  constructor(token, fields) {
    if (token !== CONSTRUCT) throw new TypeError("entries are made by performance.mark and performance.measure");
    this.#fields = fields;
  }

  get name() { return this.#fields.name; }
  get entryType() { return this.#fields.entryType; }
  get startTime() { return this.#fields.startTime; }
  get duration() { return this.#fields.duration; }
  get detail() { return this.#fields.detail; }

  toJSON() {
    return { ...this.#fields };
  }
}
expose(PerformanceEntry);
inspectAs(PerformanceEntry, "PerformanceEntry", (entry) => entry.toJSON());

class PerformanceMark extends PerformanceEntry {}
expose(PerformanceMark);

class PerformanceMeasure extends PerformanceEntry {}
expose(PerformanceMeasure);

class Performance extends EventTarget {
  #entries = [];

  constructor(token) {
    if (token !== CONSTRUCT) throw new TypeError("Performance cannot be constructed: use performance");
    super();
  }

  get timeOrigin() {
    this.#entries;
    return timeOrigin();
  }

  now() {
    this.#entries;
    return now();
  }

  mark(name, options = undefined) {
    requireArguments(arguments.length, 1, "performance.mark");
    const { startTime = now(), detail = null } = toDictionary(options, "the options of a mark");
    return this.#add(PerformanceMark, "mark", { name: `${name}`, startTime: Number(startTime), duration: 0, detail });
  }

  measure(name, startOrOptions = undefined, endMark = undefined) {
    requireArguments(arguments.length, 1, "performance.measure");
    const options = isObject(startOrOptions) ? startOrOptions : { start: startOrOptions, end: endMark };
    const { start, end, duration, detail = null } = options;
    const length = duration === undefined ? undefined : Number(duration);
    const ends = end === undefined && length !== undefined ? this.#time(start, 0) + length : this.#time(end, now());
    const startTime = start === undefined && length !== undefined ? ends - length : this.#time(start, 0);
    return this.#add(PerformanceMeasure, "measure", { name: `${name}`, startTime, duration: ends - startTime, detail });
  }

  getEntries() {
    return this.#entries.toSorted((a, b) => a.startTime - b.startTime);
  }

  getEntriesByName(name, type = undefined) {
    const ofType = type === undefined ? this.getEntries() : this.getEntriesByType(type);
    return ofType.filter((entry) => entry.name === `${name}`);
  }

  getEntriesByType(type) {
    return this.getEntries().filter((entry) => entry.entryType === type);
  }

  clearMarks(name = undefined) {
    this.#clear("mark", name);
  }

  clearMeasures(name = undefined) {
    this.#clear("measure", name);
  }

  toJSON() {
    return { timeOrigin: this.timeOrigin };
  }

  #add(Entry, entryType, { name, ...times }) {
    const entry = new Entry(CONSTRUCT, { name, entryType, ...times });
    this.#entries.push(entry);
    return entry;
  }

  #clear(type, name) {
    this.#entries = this.#entries.filter(
      (entry) => entry.entryType !== type || (name !== undefined && entry.name !== `${name}`),
    );
  }

  // A time in milliseconds, or that of the newest mark of a name.
  #time(given, otherwise) {
    if (given === undefined) return otherwise;
    if (typeof given === "number") return given;
    const mark = this.#entries.findLast((entry) => entry.entryType === "mark" && entry.name === `${given}`);
    if (mark === undefined) throw new DOMException(`The "${given}" performance mark has not been set`, "SyntaxError");
    return mark.startTime;
  }
}
expose(Performance);

exports.Performance = Performance;
exports.PerformanceEntry = PerformanceEntry;
exports.PerformanceMark = PerformanceMark;
exports.PerformanceMeasure = PerformanceMeasure;
exports.performance = new Performance(CONSTRUCT);
exports.resetOrigin = resetOrigin; // at the start of a run
