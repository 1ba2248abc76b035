// First file of the prelude: gives the others their `require`, then fills the global object.
const loaded = new Map();

function resolve(from, name) {
  const segments = from.split("/").slice(0, -1);
  for (const segment of name.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}

function load(path) {
  let exported = loaded.get(path);
  if (exported === undefined) {
    const evaluate = native.prelude(path);
    if (evaluate === undefined) throw new Error(`the prelude has no file ${path}.js`);
    loaded.set(path, (exported = {}));
    evaluate(exported, (name) => load(resolve(path, name)), native);
  }
  return exported;
}

load("globals");
exports.turn = load("turn");
exports.loader = load("loader");
exports.prelude = load;

// Ada unpacks its tables of international domain names at the first of them: 50 M fuel that no run should pay.
native.urlParse("https://\u00fc.example/");
