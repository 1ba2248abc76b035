// Bytes to text, one decoder per encoding (https://encoding.spec.whatwg.org): UTF-8, UTF-16, and windows-1252, which is
// what "latin1" and "ascii" mean on the web. `unfinished` counts the bytes at the end that may become a character when
// more bytes come; `decode` throws a TypeError for invalid bytes if it is fatal, and else puts U+FFFD in their place.

const CHUNK = 8192; // arguments of one String.fromCharCode

// The meaning of the bytes 0x80 to 0x9F, where windows-1252 is not Latin-1.
const WINDOWS_1252 =
  "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f" +
  "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178";

const LABELS = {
  "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
  "utf-16le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
  "utf-16be": "unicodefffe utf-16be",
  "windows-1252":
    "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 " +
    "iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
};

function encodingOf(label) {
  const wanted = label.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, "").toLowerCase();
  for (const name of Object.keys(LABELS)) {
    if (LABELS[name].split(" ").includes(wanted)) return name;
  }
  throw new RangeError(`The encoding "${label}" is not supported: there are ${Object.keys(LABELS).join(", ")}`);
}

function utf8Unfinished(bytes) {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const length = lengthAfter(byte);
    if (length <= back) return 0;
    return back === 1 || mayFollow(byte, bytes[bytes.length - back + 1]) ? back : 0;
  }
  return 0;
}

// Bytes of a character that begins with this byte; 0 if none does.
function lengthAfter(lead) {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

// Over-long forms, surrogates and values above U+10FFFF show in the second byte.
function mayFollow(lead, second) {
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second <= 0x9f;
  if (lead === 0xf0) return second >= 0x90;
  if (lead === 0xf4) return second <= 0x8f;
  return true;
}

function utf8Decode(bytes, fatal) {
  return native.utf8Decode(bytes.buffer, bytes.byteOffset, bytes.length, fatal);
}

// What the platform calls "UTF-8 decode": a byte order mark is left out, and nothing fails.
function utf8Text(bytes) {
  const skipped = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return native.utf8Decode(bytes.buffer, bytes.byteOffset + skipped, bytes.length - skipped, false);
}

function utf16Unfinished(bytes, littleEndian) {
  const odd = bytes.length % 2;
  const high = bytes.length - odd - (littleEndian ? 1 : 2); // the byte of the last unit that tells a surrogate
  return high >= 0 && (bytes[high] & 0xfc) === 0xd8 ? odd + 2 : odd;
}

function utf16Decode(bytes, fatal, littleEndian) {
  const length = bytes.length >> 1;
  const units = new Uint16Array(bytes.slice(0, 2 * length).buffer); // WebAssembly is little-endian
  if (!littleEndian) for (let i = 0; i < length; i++) units[i] = (units[i] >> 8) | (units[i] << 8);
  let text = fromCharCodes(units);
  if (bytes.length % 2 === 1) {
    // A half unit is one error, together with a surrogate that it leaves alone.
    const alone = length > 0 && (units[length - 1] & 0xfc00) === 0xd800;
    text = `${alone ? text.slice(0, -1) : text}\ud800`;
  }
  if (fatal && !text.isWellFormed()) throw new TypeError("invalid UTF-16");
  return text.toWellFormed();
}

function windows1252Decode(bytes) {
  return fromCharCodes(bytes).replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]);
}

function fromCharCodes(units) {
  let text = "";
  for (let start = 0; start < units.length; start += CHUNK) {
    text += String.fromCharCode.apply(null, units.subarray(start, start + CHUNK));
  }
  return text;
}

const DECODERS = {
  "utf-8": { unicode: true, unfinished: utf8Unfinished, decode: utf8Decode },
  "utf-16le": {
    unicode: true,
    unfinished: (bytes) => utf16Unfinished(bytes, true),
    decode: (bytes, fatal) => utf16Decode(bytes, fatal, true),
  },
  "utf-16be": {
    unicode: true,
    unfinished: (bytes) => utf16Unfinished(bytes, false),
    decode: (bytes, fatal) => utf16Decode(bytes, fatal, false),
  },
  "windows-1252": { unicode: false, unfinished: () => 0, decode: windows1252Decode },
};

exports.DECODERS = DECODERS;
exports.encodingOf = encodingOf;
exports.fromCharCodes = fromCharCodes;
exports.utf8Text = utf8Text;
