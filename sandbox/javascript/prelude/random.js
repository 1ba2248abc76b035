// Random values from the run's seed, in the forms that the web and Node ask for.
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const SPAN = 2 ** 48; // randomBelow draws 6 bytes

exports.randomBytes = (length) => new Uint8Array(native.random(length));

// A version 4 UUID (RFC 9562).
exports.randomUUID = function randomUUID() {
  const bytes = exports.randomBytes(16);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = Array.from(bytes, (byte) => HEX[byte]).join("");
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
};

// An integer from 0 up to `limit` (at most 2 ** 48), each equally likely: draws that favour low values are repeated.
exports.randomBelow = function randomBelow(limit) {
  const fair = SPAN - (SPAN % limit);
  let value;
  do value = exports.randomBytes(6).reduce((sum, byte) => sum * 256 + byte, 0);
  while (value >= fair);
  return value % limit;
};
