// DOMException (https://webidl.spec.whatwg.org/#idl-DOMException). The engine has the class, with its names and legacy
// codes; its attributes are made enumerable here, as Web IDL has them.

const { DOMException } = globalThis;

for (const name of ["name", "message", "code"]) {
  Object.defineProperty(DOMException.prototype, name, { enumerable: true });
}

exports.DOMException = DOMException;
