// Parts of ranges: each says whether it belongs to the start, to the end or to both.

exports.marked = function (parts, source) {
  return parts.map((part) => ({ ...part, source }));
};

// Neighbouring literals of the same source are one part.
exports.merged = function (parts) {
  const result = [];
  for (const part of parts) {
    const before = result[result.length - 1];
    const joins = before !== undefined && before.type === "literal" && part.type === "literal";
    if (joins && before.source === part.source) before.value += part.value;
    else result.push(part);
  }
  return result;
};
