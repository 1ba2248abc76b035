// An error as text: `Name: message`, then the stack. The engine's `stack` holds only the frames.

// The own or inherited value of a property, undefined when reading it throws.
function read(object, key) {
  try {
    const value = object[key];
    return value === undefined ? undefined : String(value);
  } catch {
    return undefined;
  }
}

function headline(error) {
  const name = read(error, "name") ?? "Error";
  const message = read(error, "message");
  if (name === "" || !message) return name || message || "Error";
  return `${name}: ${message}`;
}

// `indent` spaces are put before each line but the first.
exports.errorText = function errorText(error, indent) {
  const title = headline(error);
  const stack = (read(error, "stack") ?? "").trimEnd();
  if (stack === "") return `[${title}]`;
  const text = stack.startsWith(title) ? stack : `${title}\n${stack}`;
  return indent === 0 ? text : text.replaceAll("\n", `\n${" ".repeat(indent)}`);
};
