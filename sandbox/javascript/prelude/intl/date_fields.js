// A moment as the fields of a clock and calendar in a zone, and those as parts of a text.

const { dateKey, tokens } = require("./date_patterns");
const { zoneName } = require("./zone_names");

// {local: a Date whose UTC fields are the local ones, zone, offset: seconds east of UTC}
exports.fieldsAt = function (zone, milliseconds) {
  const offset = zone.offset(milliseconds);
  return { local: new Date(milliseconds + offset * 1000), zone, offset };
};

// The text of a pattern as [{type, value}], neighbouring literals in one. `fields` overrides the format's.
exports.partsOf = function (format, pattern, moment, fields = format.fields) {
  const parts = [];
  for (const token of pattern === format.pattern ? ownTokens(format) : tokens(pattern)) {
    const part =
      token.field === undefined ? { type: "literal", value: token.text } : fieldPart(format, token, moment, fields);
    const before = parts[parts.length - 1];
    if (part.type === "literal" && before !== undefined && before.type === "literal") before.value += part.value;
    else parts.push(part);
  }
  return parts;
};

function ownTokens(format) {
  if (format.tokens === undefined) format.tokens = tokens(format.pattern);
  return format.tokens;
}

exports.isAfternoon = function (local) {
  return local.getUTCHours() >= 12;
};

function fieldPart({ data, hourCycle }, { field, least }, { local, zone, offset }, fields) {
  const digits = (value, option) => String(value).padStart(option === "2-digit" ? 2 : least, "0");
  switch (field) {
    case "E":
      return { type: "weekday", value: word(data.weekdays, fields.weekday, local.getUTCDay(), isAlone(fields)) };
    case "G":
      return { type: "era", value: data.eras[fields.era].split("|")[local.getUTCFullYear() > 0 ? 1 : 0] };
    case "y":
      return { type: "year", value: yearText(local.getUTCFullYear(), fields.year) };
    case "M":
      return { type: "month", value: dayDigits(local.getUTCMonth() + 1, fields.month, fields.day, fields, least) };
    case "L":
      return { type: "month", value: word(data.months, fields.month, local.getUTCMonth(), dateKey(fields) === "L") };
    case "d":
      return { type: "day", value: dayDigits(local.getUTCDate(), fields.day, fields.month, fields, least) };
    case "h":
      return { type: "hour", value: digits(hourIn(hourCycle, local.getUTCHours()), fields.hour) };
    case "m":
      return { type: "minute", value: digits(local.getUTCMinutes()) };
    case "s":
      return { type: "second", value: digits(local.getUTCSeconds()) };
    case "S":
      return { type: "fractionalSecond", value: fractionText(local, fields.fractionalSecondDigits) };
    case "a":
      return { type: "dayPeriod", value: data.halves.split(" ")[exports.isAfternoon(local) ? 1 : 0] };
    case "B":
      return { type: "dayPeriod", value: dayPeriod(data, local, fields) };
    default:
      return { type: "timeZoneName", value: zoneText(data, zone.name, offset, fields) };
  }
}

// A day or a month: padded when asked for or when the pattern says so, but (without a weekday) not when only the other
// is asked for padded: in en-GB "05/03/2024", but "5/03/2024" for {day: "numeric", month: "2-digit"}.
function dayDigits(value, option, other, { weekday }, least) {
  const width = option === "2-digit" ? 2 : other === "2-digit" && weekday === undefined ? 1 : least;
  return String(value).padStart(width, "0");
}

// Whether a weekday stands apart from a day and from a time of day.
function isAlone({ day, hour, minute }) {
  return day === undefined && (hour === undefined || minute === undefined);
}

// The form of a word that stands alone may differ ("Mär", but "5. März").
function word(names, width, index, alone) {
  return ((alone && names[width + "Alone"]) || names[width]).split(" ")[index];
}

function zoneText({ zoneNames, minus }, zone, offset, { timeZoneName }) {
  const name = zoneName(zone, offset, timeZoneName, zoneNames);
  return minus === undefined ? name : name.replace("-", minus);
}

// The year within its era: 0 is 1 BC.
function yearText(year, option) {
  const shown = year > 0 ? year : 1 - year;
  return option === "2-digit" ? String(shown % 100).padStart(2, "0") : String(shown);
}

function hourIn(cycle, hour) {
  switch (cycle) {
    case "h11":
      return hour % 12;
    case "h12":
      return hour % 12 || 12;
    case "h24":
      return hour || 24;
    default:
      return hour;
  }
}

function fractionText(local, count) {
  return String(local.getUTCMilliseconds()).padStart(3, "0").slice(0, count);
}

function dayPeriod(data, local, fields) {
  if (!data.dayPeriods) return data.halves.split(" ")[exports.isAfternoon(local) ? 1 : 0];
  const hour = local.getUTCHours();
  if (hour === 12 && (fields.minute === undefined || local.getUTCMinutes() === 0))
    return fields.dayPeriod === "narrow" ? "n" : "noon";
  if (hour < 12) return "in the morning";
  if (hour < 18) return "in the afternoon";
  return hour < 21 ? "in the evening" : "at night";
}
