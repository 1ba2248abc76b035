// The patterns of a catalog that only JavaScript can decide. This program holds them all, compiled when it is loaded;
// one instance of it answers every question that one context raises.
'use strict';

const { compilePattern, test } = require('skerry:native');

const invalid = [];
const patterns = require('skerry:patterns').map(({ source, flags }, index) => {
  try {
    return compilePattern(source, flags);
  } catch (error) {
    invalid.push([index, error.message]);
    return null;
  }
});

// -> { invalid: [[index, message], ...] }: the patterns that are none.
exports.describe = () => ({ invalid });

// Does pattern `index` match `subjects[subject]`, for each [index, subject] of `tests`? -> true, false, or null when its
// steps did not suffice. Every pattern gets the same share of `total`, at most `budget` and at least 1, so that what
// one of them uses is nothing to the others. An invalid pattern matches nothing.
exports.test = ({ subjects, tests, budget, total }) => {
  const share = Math.max(1, Math.min(budget, Math.floor(total / tests.length)));
  return tests.map(([index, subject]) => patterns[index] !== null && test(patterns[index], subjects[subject], share));
};
