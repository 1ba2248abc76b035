// What all Intl services share: their hidden state, their class tag, and who may call their methods.

// The state of a service object lives here, not on the object: no property of it can be read or changed from outside.
const states = new WeakMap();

exports.keep = function (object, state) {
  states.set(object, state);
  return object;
};

exports.stateOf = function (object, service, method) {
  const state = states.get(object);
  if (state === undefined || state.service !== service) {
    throw new TypeError(`Method Intl.${service}.prototype.${method} called on incompatible receiver ${show(object)}`);
  }
  return state;
};

exports.requireNew = function (target, service) {
  if (target === undefined) throw new TypeError(`Constructor Intl.${service} requires 'new'`);
};

// Puts `methods` on the prototype of a constructor as built-ins are: not enumerable, with the names of the table.
exports.define = function (constructor, service, { length, methods, getters = {}, statics = {} }) {
  const { prototype } = constructor;
  for (const [name, value] of Object.entries(methods)) hide(prototype, name, value);
  for (const [name, get] of Object.entries(getters)) {
    Object.defineProperty(get, "name", { value: "get " + name, configurable: true });
    Object.defineProperty(prototype, name, { get, configurable: true, enumerable: false });
  }
  for (const [name, value] of Object.entries(statics)) hide(constructor, name, value);
  Object.defineProperty(prototype, Symbol.toStringTag, { value: "Intl." + service, configurable: true });
  Object.defineProperty(constructor, "prototype", { writable: false });
  Object.defineProperty(constructor, "length", { value: length, configurable: true });
  return constructor;
};

// A list of parts ({type, value}) as the text that they make.
exports.textOf = function (parts) {
  let text = "";
  for (const part of parts) text += part.value;
  return text;
};

function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });
}

function show(value) {
  if (value === null || typeof value !== "object") return String(value);
  return `#<${(value.constructor && value.constructor.name) || "Object"}>`;
}

exports.hide = hide;
