// Offsets of IANA time zones, read from TZif data (RFC 8536) where it lies: nothing is unpacked, a look-up is a binary
// search.
//
// Version 2 and later only: the 64-bit block, and the POSIX TZ rule of the footer for times after its last transition.

const { isListed } = require("./zone_names");

const HEADER_BYTES = 44;

const zones = new Map(); // lower-case name -> zone; filled as zones are asked for

// The zone with this name in any case (or an offset such as "+05:30"), or undefined when there is none.
// {name: as IANA writes it, offset(ms since the epoch) -> seconds east of UTC}
exports.timeZone = function (name) {
  const key = name.toLowerCase();
  if (!zones.has(key)) zones.set(key, offsetZone(name) || ianaZone(name, key));
  return zones.get(key);
};

// Names that are UTC itself. "GMT" is one of them in ECMA-402, the zones of countries on GMT are not.
const UTC_NAME = /^(etc\/)?(utc|uct|universal|zulu|gmt|gmt[+-]?0|greenwich)$/i;

function offsetZone(name) {
  const found = /^([+-])([01][0-9]|2[0-3])(?::?([0-5][0-9]))?$/.exec(name);
  if (found === null) return undefined;
  const [, sign, hours, minutes = "00"] = found;
  const seconds = (hours * 60 + Number(minutes)) * 60;
  const east = sign === "-" ? -seconds : seconds;
  return { name: (east < 0 ? "-" : "+") + hours + ":" + minutes, offset: () => east };
}

function nameInItsCase(key) {
  return native.zoneNames().find((candidate) => candidate.toLowerCase() === key);
}

function ianaZone(name, key) {
  if (UTC_NAME.test(key)) return { name: "UTC", offset: () => 0 };
  const bytes = native.zone(key);
  if (bytes === null) return undefined;
  return { name: isListed(name) ? name : nameInItsCase(key), offset: offsetsFrom(new DataView(bytes)) };
}

function offsetsFrom(view) {
  const block = secondBlock(view);
  const rule = footerRule(view, block.end);
  return (milliseconds) => {
    const seconds = Math.floor(milliseconds / 1000);
    const index = lastTransition(view, block, seconds);
    if (rule !== undefined && index === block.transitions - 1) return ruleOffset(rule, seconds);
    // Before the first transition it is local time type 0 (RFC 8536, section 3.2).
    const type = index < 0 ? 0 : view.getUint8(block.types + index);
    return view.getInt32(block.offsets + 6 * type);
  };
}

// Where the parts of the 64-bit block begin.
function secondBlock(view) {
  if (view.getUint32(0) !== 0x545a6966 || view.getUint8(4) < 0x32)
    throw new Error("time zone data is not TZif 2 or later");
  const start = HEADER_BYTES + blockBytes(view, 0, 4);
  const transitions = view.getUint32(start + 32);
  const times = start + HEADER_BYTES;
  const types = times + 8 * transitions;
  return { transitions, times, types, offsets: types + transitions, end: times + blockBytes(view, start, 8) };
}

// The header's counts (RFC 8536, section 3.1) as the size of the data that follows it.
function blockBytes(view, header, timeBytes) {
  const [isUt, isStandard, leaps, transitions, types, characters] = [20, 24, 28, 32, 36, 40].map((at) =>
    view.getUint32(header + at),
  );
  return transitions * (timeBytes + 1) + types * 6 + characters + leaps * (timeBytes + 4) + isStandard + isUt;
}

// The index of the last transition at or before `seconds`, -1 before the first.
function lastTransition(view, block, seconds) {
  let low = 0;
  let high = block.transitions;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = block.times + 8 * middle;
    if (view.getInt32(at) * 4294967296 + view.getUint32(at + 4) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// The footer is a POSIX TZ string between two line feeds: "EST5EDT,M3.2.0,M11.1.0".
function footerRule(view, start) {
  let text = "";
  for (let at = start + 1; at < view.byteLength && view.getUint8(at) !== 10; at += 1) {
    text += String.fromCharCode(view.getUint8(at));
  }
  const found = /^(?:[A-Za-z]+|<[^>]+>)([-+0-9:]+)(?:(?:[A-Za-z]+|<[^>]+>)([-+0-9:]*),([^,]+),([^,]+))?$/.exec(text);
  if (found === null) return undefined;
  const [, standardText, daylightText, startText, endText] = found;
  const standard = -secondsOf(standardText);
  if (startText === undefined) return { standard };
  const daylight = daylightText === "" ? standard + 3600 : -secondsOf(daylightText);
  return { standard, daylight, start: parseChange(startText), end: parseChange(endText) };
}

// "[+-]h[:mm[:ss]]" in seconds.
function secondsOf(text) {
  const [hours, minutes = 0, seconds = 0] = text.replace(/^[-+]/, "").split(":").map(Number);
  const total = (hours * 60 + minutes) * 60 + seconds;
  return text[0] === "-" ? -total : total;
}

// "Mm.w.d", "Jn" or "n", with "/time" (default 02:00; RFC 8536 allows -167 to 167 hours).
function parseChange(text) {
  const [day, time = "2"] = text.split("/");
  const seconds = secondsOf(time);
  if (day[0] === "M") {
    const [month, week, weekday] = day.slice(1).split(".").map(Number);
    return { kind: "M", month, week, weekday, seconds };
  }
  return day[0] === "J" ? { kind: "J", day: Number(day.slice(1)), seconds } : { kind: "n", day: Number(day), seconds };
}

function ruleOffset(rule, seconds) {
  if (rule.start === undefined) return rule.standard;
  const year = new Date((seconds + rule.standard) * 1000).getUTCFullYear();
  // The start is told in standard time, the end in daylight time.
  const start = changeAt(rule.start, year) - rule.standard;
  const end = changeAt(rule.end, year) - rule.daylight;
  const daylight = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
  return daylight ? rule.daylight : rule.standard;
}

// The local time of a change in this year, in seconds since 1970-01-01T00:00 local time.
function changeAt(change, year) {
  return dayOf(change, year) * 86400 + change.seconds;
}

function dayOf(change, year) {
  if (change.kind === "M") return monthlyDay(change, year);
  const first = daysTo(year, 0);
  if (change.kind === "n") return first + change.day;
  const leap = daysTo(year + 1, 0) - first === 366;
  return first + change.day - 1 + (leap && change.day >= 60 ? 1 : 0); // "J" never counts February 29
}

// The given weekday's first, second, ... or (week 5) last day in the month.
function monthlyDay({ month, week, weekday }, year) {
  const first = daysTo(year, month - 1);
  const day = first + ((((weekday - first - 4) % 7) + 7) % 7) + (week - 1) * 7; // 1970-01-01 was a Thursday (4)
  return day < daysTo(year, month) ? day : day - 7;
}

// Days from 1970-01-01 to the first of the month; Date.UTC would take the years 0 to 99 for 1900 to 1999.
function daysTo(year, month) {
  return new Date(0).setUTCFullYear(year, month, 1) / 86400000;
}
