// A range of dates without repeating what both ends share: "Mar 5 – 8, 2024", "9:04 – 10:04 AM".
//
// Only the American patterns are shortened; in other locales both ends are shown in full.

const { partsOf, isAfternoon } = require("./date_fields");
const { dateKey, datePattern, patternFor, timePattern } = require("./date_patterns");
const { marked, merged } = require("./range_parts");

const DASH = "\u2009–\u2009"; // an en dash between thin spaces

// With a word as month, what both ends share is written once: [before, start, end, after] by the largest difference.
const SHORT_FORMS = {
  Ld: { day: ["L ", "d", "d", ""] },
  yL: { month: ["", "L", "L", " y"] },
  yLd: { day: ["L ", "d", "d", ", y"], month: ["", "L d", "L d", ", y"] },
  EyLd: { day: ["", "E, L d", "E, L d", ", y"], month: ["", "E, L d", "E, L d", ", y"] },
};

exports.rangeParts = function (format, start, end) {
  const differs = largestDifference(start.local, end.local);
  if (!shows(format, differs)) return marked(partsOf(format, format.pattern, start), "shared");
  const american = format.data.dates.yMd === "M/d/y";
  const clock = differs === "half" || differs === "hour" || differs === "minute" || differs === "second";
  if (american && clock) return timeRange(format, start, end, differs);
  const short = american && isPlainDate(format.fields) ? SHORT_FORMS[dateKey(format.fields)] : undefined;
  if (short !== undefined && short[differs] !== undefined) return collapsed(format, start, end, short[differs]);
  return fullRange(format, start, end, differs, american);
};

function collapsed(format, start, end, [before, first, second, after], fields = format.fields) {
  const piece = (pattern, moment, source) =>
    pattern === "" ? [] : marked(partsOf(format, pattern, moment, fields), source);
  return merged([
    ...piece(before, start, "shared"),
    ...piece(first, start, "startRange"),
    { type: "literal", value: DASH, source: "shared" },
    ...piece(second, end, "endRange"),
    ...piece(after, start, "shared"),
  ]);
}

// The same day: the date once, and the half of the day once when both times lie in it.
function timeRange(format, start, end, differs) {
  const { data, hourCycle } = format;
  const fields = { ...format.fields, hour: format.fields.hour && "numeric" };
  const date = datePattern(fields, data) === "" ? "" : datePattern(fields, data) + "', '";
  const time = timePattern({ ...fields, timeZoneName: undefined }, data, hourCycle);
  const zone = fields.timeZoneName === undefined ? "" : " z";
  if (!isClock(fields)) return collapsed(format, start, end, [date, time + zone, time + zone, ""], fields);
  const [, clock, half] = /^(.*?)((?:\u202fa| B)?)$/.exec(time);
  const pieces = differs === "half" ? [date, time, time, zone] : [date, clock, clock, half + zone];
  return collapsed(format, start, end, pieces, fields);
}

// Both ends in full, with the date fields that are needed to tell them apart.
function fullRange(format, start, end, differs, american) {
  if (!american) return collapsed(format, start, end, ["", format.pattern, format.pattern, ""]);
  const fields = told(format.fields, differs);
  const pattern = fields === format.fields ? format.pattern : patternFor(fields, format.data, format.hourCycle);
  return collapsed(format, start, end, ["", pattern, pattern, ""], plainDigits(fields));
}

// The fields with those added that are needed to tell the ends apart: "3/5 – 3/8", but "3/5/2024 – 5/8/2025".
function told(fields, differs) {
  const key = dateKey(fields);
  if (isClock(fields) || (hasTime(fields) && key === "")) return toldWithTime(fields, differs, key);
  if (hasTime(fields) || fields.day === undefined || fields.timeZoneName !== undefined || key === "Ed") return fields;
  if (differs === "year" && fields.year === undefined)
    return { ...fields, month: fields.month || "numeric", year: "numeric" };
  return differs === "month" && fields.month === undefined ? { ...fields, month: "numeric" } : fields;
}

function toldWithTime(fields, differs, key) {
  const whole = differs === "year" || key === "";
  return {
    ...fields,
    day: fields.day || "numeric",
    month: fields.month || (whole || differs === "month" ? "numeric" : undefined),
    year: fields.year || (whole ? "numeric" : undefined),
  };
}

// Ranges pad no hours, and no days and months that are told as numbers.
function plainDigits(fields) {
  const hour = fields.hour && "numeric";
  if (hasTime(fields) || !isNumeric(fields)) return { ...fields, hour };
  return { ...fields, month: "numeric", day: fields.day && "numeric" };
}

// An hour with or without minutes, and nothing finer.
function isClock({ hour, second, fractionalSecondDigits }) {
  return hour !== undefined && second === undefined && fractionalSecondDigits === undefined;
}

function isPlainDate(fields) {
  return !hasTime(fields) && fields.era === undefined && fields.timeZoneName === undefined;
}

function isNumeric({ month }) {
  return month === "numeric" || month === "2-digit";
}

function hasTime({ hour, minute, second, fractionalSecondDigits, dayPeriod }) {
  return [hour, minute, second, fractionalSecondDigits, dayPeriod].some((field) => field !== undefined);
}

function largestDifference(start, end) {
  if (start.getUTCFullYear() !== end.getUTCFullYear()) return "year";
  if (start.getUTCMonth() !== end.getUTCMonth()) return "month";
  if (start.getUTCDate() !== end.getUTCDate()) return "day";
  if (isAfternoon(start) !== isAfternoon(end)) return "half";
  if (start.getUTCHours() !== end.getUTCHours()) return "hour";
  if (start.getUTCMinutes() !== end.getUTCMinutes()) return "minute";
  if (start.getUTCSeconds() !== end.getUTCSeconds()) return "second";
  return start.getUTCMilliseconds() === end.getUTCMilliseconds() ? "nothing" : "millisecond";
}

// Whether some field that is shown is as small as the difference: "Mar 2024" is one month, whichever days it is about.
function shows({ fields }, differs) {
  const sizes = ["year", "month", "day", "half", "hour", "minute", "second", "millisecond"];
  const smallest = {
    year: 0,
    month: 1,
    weekday: 2,
    day: 2,
    dayPeriod: 3,
    hour: 4,
    minute: 5,
    second: 6,
    fractionalSecondDigits: 7,
  };
  let finest = -1;
  for (const name of Object.keys(smallest)) if (fields[name] !== undefined) finest = Math.max(finest, smallest[name]);
  return differs !== "nothing" && sizes.indexOf(differs) <= finest;
}
