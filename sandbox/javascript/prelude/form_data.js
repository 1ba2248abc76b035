// FormData (https://xhr.spec.whatwg.org/#interface-formdata).

const { Blob, File } = require("./blob");
const { expose, inspectAs, iteratePairs, requireArguments, toUSVString } = require("./webidl");

// Strings stay strings; a blob becomes a file, with the given name.
function makeEntry(name, value, filename) {
  const key = toUSVString(name);
  if (!(value instanceof Blob)) {
    if (filename !== undefined) throw new TypeError("a form field with a file name needs a Blob as its value");
    return [key, toUSVString(value)];
  }
  if (value instanceof File && filename === undefined) return [key, value];
  const options = { type: value.type, lastModified: value.lastModified };
  return [key, new File([value], filename === undefined ? "blob" : filename, options)];
}

let entriesOf;

class FormData {
  #entries = [];

  constructor(form = undefined) {
    if (form !== undefined) throw new TypeError("FormData takes no form here: there is no document");
  }

  append(name, value, filename = undefined) {
    this.#entries;
    requireArguments(arguments.length, 2, "FormData.append");
    this.#entries.push(makeEntry(name, value, filename));
  }

  delete(name) {
    this.#entries;
    requireArguments(arguments.length, 1, "FormData.delete");
    const key = toUSVString(name);
    this.#entries = this.#entries.filter((entry) => entry[0] !== key);
  }

  get(name) {
    return this.getAll(...arguments)[0] ?? null;
  }

  getAll(name) {
    this.#entries;
    requireArguments(arguments.length, 1, "FormData.get");
    const key = toUSVString(name);
    return this.#entries.filter((entry) => entry[0] === key).map((entry) => entry[1]);
  }

  has(name) {
    this.#entries;
    requireArguments(arguments.length, 1, "FormData.has");
    const key = toUSVString(name);
    return this.#entries.some((entry) => entry[0] === key);
  }

  set(name, value, filename = undefined) {
    this.#entries;
    requireArguments(arguments.length, 2, "FormData.set");
    const added = makeEntry(name, value, filename);
    const at = this.#entries.findIndex((entry) => entry[0] === added[0]);
    if (at === -1) {
      this.#entries.push(added);
    } else {
      this.#entries[at] = added;
      this.#entries = this.#entries.filter((entry, index) => index <= at || entry[0] !== added[0]);
    }
  }

  static {
    entriesOf = (form) => form.#entries;
  }
}
iteratePairs(FormData, "FormData", (form) => entriesOf(form));
expose(FormData);
inspectAs(FormData, "FormData", (form) => Array.from(form, ([name, value]) => ({ name, value })));

exports.FormData = FormData;
exports.entriesOf = entriesOf; // -> [[name, string or File]]
