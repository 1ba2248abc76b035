// From the fields that are asked for to the pattern that shows them, and from a pattern to its tokens.

const THIN_NO_BREAK = "\u202f"; // stands before AM and PM

// The pattern of date, time and zone for these fields (values of the options, undefined when not asked for).
exports.patternFor = function (fields, data, hourCycle) {
  const date = datePattern(fields, data);
  const time = timePattern(fields, data, hourCycle);
  if (date === "") return time;
  if (time === "") return fields.timeZoneName === undefined ? date : date + quoted(joint(fields, data)) + "z";
  return date + quoted(joint(fields, data)) + time;
};

// The letters of the date fields, as the tables of date_locales.js name them ("EyLd"), without the era.
exports.dateKey = function ({ weekday, year, month, day }) {
  return (weekday ? "E" : "") + (year ? "y" : "") + (month ? (isWord(month) ? "L" : "M") : "") + (day ? "d" : "");
};

exports.datePattern = datePattern;
exports.timePattern = timePattern;

exports.joint = function (fields, data) {
  return quoted(joint(fields, data));
};

// [{field: "y", least: digits} | {text}]
exports.tokens = function (pattern) {
  const found = [];
  for (const [run] of pattern.matchAll(/'[^']*'|([EGyMLdhmsSaBz])\1*|[^EGyMLdhmsSaBz']+/g)) {
    if (run[0] === "'") found.push({ text: run.slice(1, -1) });
    else if (/[EGyMLdhmsSaBz]/.test(run[0])) found.push({ field: run[0], least: run.length });
    else found.push({ text: run });
  }
  return found;
};

function datePattern(fields, data) {
  const key = exports.dateKey(fields);
  if (fields.era === undefined) return key === "" ? "" : data.dates[key];
  const bare = key.replace("E", "");
  const dated = bare === "" ? "G" : data.dates[bare] + " G";
  if (bare === key) return dated;
  return /[ML]d$/.test(bare) ? data.dates[key] + " G" : dated + " E";
}

function timePattern(fields, data, hourCycle) {
  const { hour, minute, second, fractionalSecondDigits: fraction, dayPeriod, timeZoneName } = fields;
  const half = hourCycle === "h12" || hourCycle === "h11";
  let pattern = "";
  if (hour !== undefined) pattern = hourPattern(fields, data, half);
  else if (minute !== undefined && (second !== undefined || fraction !== undefined)) pattern = "mm:ss";
  else if (minute !== undefined) pattern = "m";
  else if (second !== undefined) pattern = "s";
  if (fraction !== undefined) pattern = withFraction(pattern, data);
  if (hour !== undefined && half)
    pattern += dayPeriod === undefined ? THIN_NO_BREAK + "a" : (timeZoneName === undefined ? " " : THIN_NO_BREAK) + "B";
  if (hour === undefined && dayPeriod !== undefined) pattern += pattern === "" ? "B" : " (AM/PM: B)";
  return timeZoneName === undefined || pattern === "" || pattern.includes("z") ? pattern : pattern + " z";
}

function hourPattern({ minute, second, fractionalSecondDigits, timeZoneName }, data, half) {
  const hour = half ? "h" : "hh";
  if (minute !== undefined)
    return hour + (second === undefined && fractionalSecondDigits === undefined ? ":mm" : ":mm:ss");
  if (second !== undefined) return hour + " (second: s)";
  if (half) return hour;
  return timeZoneName === undefined ? data.hourAlone : data.hourAndZone;
}

function withFraction(pattern, { decimal }) {
  if (pattern === "") return "S";
  return pattern.endsWith("s") ? pattern + decimal + "S" : pattern;
}

function joint(fields, { joints, hourCycle }) {
  const { month, hour, minute, fractionalSecondDigits, timeZoneName } = fields;
  if (month === "long") return joints.long;
  const plainClock = hour !== undefined && fractionalSecondDigits === undefined && timeZoneName === undefined;
  const hasClock = plainClock && (minute !== undefined || hourCycle === "h12");
  return exports.dateKey(fields) === "E" && hasClock ? joints.weekday : joints.other;
}

function isWord(month) {
  return month === "long" || month === "short" || month === "narrow";
}

// A joint like " at " as pattern text.
function quoted(text) {
  return "'" + text + "'";
}
