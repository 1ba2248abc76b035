// One line for the log of a run: text of at most 8 KiB in UTF-8, with a note of how much was cut.
const LIMIT = 8192; // bytes

const width = (codePoint) => (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4);

// Index of the first UTF-16 unit that no longer fits.
function fitting(text) {
  const head = text.slice(0, LIMIT);
  if (native.utf8Encode(head).byteLength === head.length) return head.length; // all ASCII
  let bytes = 0;
  for (let index = 0; index < text.length;) {
    const codePoint = text.codePointAt(index);
    bytes += width(codePoint);
    if (bytes > LIMIT) return index;
    index += codePoint > 0xffff ? 2 : 1;
  }
  return text.length;
}

exports.logLine = function logLine(text) {
  if (text.length * 3 <= LIMIT) return text;
  const end = fitting(text);
  return end === text.length ? text : `${text.slice(0, end)}... [${text.length - end} more characters cut]`;
};
