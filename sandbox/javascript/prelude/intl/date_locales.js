// What the locales of DateTimeFormat differ in. Source: Unicode CLDR 48.
//
// Patterns are of letters: E weekday, G era, y year, M month as a number, L month as a word, d day, h hour (in the
// cycle asked for), m minute, s second, S fraction, a AM or PM, B day period, z zone; two letters are at least two
// digits; 'text' is text. `dates` has one pattern for each set of fields that an author can ask for.

const AMERICAN = {
  d: "d", M: "M", L: "L", y: "y", yd: "y (day: d)", Md: "M/d", Ld: "L d", yM: "M/y", yL: "L y", yMd: "M/d/y",
  yLd: "L d, y", E: "E", Ed: "d E", EM: "M E", EL: "L E", Ey: "y E", Eyd: "d E y", EMd: "E, M/d", ELd: "E, L d",
  EyM: "M/y E", EyL: "L y E", EyMd: "E, M/d/y", EyLd: "E, L d, y",
};

const ENGLISH = {
  months: {
    long: "January February March April May June July August September October November December",
    short: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    narrow: "J F M A M J J A S O N D",
  },
  weekdays: {
    long: "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
    short: "Sun Mon Tue Wed Thu Fri Sat",
    narrow: "S M T W T F S",
  },
  eras: { long: "Before Christ|Anno Domini", short: "BC|AD", narrow: "B|A" },
  halves: "AM PM",
  hourCycle: "h12",
  // What stands between a date and a time: with a month written out, after a weekday alone, and else.
  joints: { long: " at ", weekday: " ", other: ", " },
  hourAlone: "hh",
  hourAndZone: "hh'h' z",
  decimal: ".",
  dayPeriods: true,
  zoneNames: "american",
};

const UNITED_STATES = {
  ...ENGLISH,
  dates: AMERICAN,
  styles: { full: "EyLd", long: "yLd", medium: "yLd", short: "yMd" },
  shortYear: "2-digit",
};

const CANADA = {
  ...ENGLISH,
  halves: "a.m. p.m.",
  dates: {
    ...AMERICAN,
    Md: "MM-dd", yM: "y-MM", yMd: "y-MM-dd", Ed: "E d", Eyd: "E d y", EMd: "E, MM-dd", EyM: "y-MM E",
    EyMd: "E, y-MM-dd",
  },
  styles: { full: "EyLd", long: "yLd", medium: "yLd", short: "yMd" },
  shortYear: "numeric",
};

const BRITAIN = {
  ...ENGLISH,
  months: { ...ENGLISH.months, short: "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec" },
  zoneNames: "european",
  halves: "am pm",
  hourCycle: "h23",
  dates: {
    ...AMERICAN,
    Md: "dd/MM", Ld: "d L", yM: "MM/y", yMd: "dd/MM/y", yLd: "d L y", Ed: "E d", Eyd: "E d y", EMd: "E dd/MM",
    ELd: "E d L", EyM: "MM/y E", EyMd: "E, dd/MM/y", EyLd: "E, d L y",
  },
  styles: { full: "EyLd", long: "yLd", medium: "yLd", short: "yMd" },
  shortYear: "numeric",
};

const GERMANY = {
  months: {
    long: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    short: "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    shortAlone: "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    narrow: "J F M A M J J A S O N D",
  },
  weekdays: {
    long: "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
    short: "So. Mo. Di. Mi. Do. Fr. Sa.",
    shortAlone: "So Mo Di Mi Do Fr Sa",
    narrow: "S M D M D F S",
  },
  eras: { long: "v. Chr.|n. Chr.", short: "v. Chr.|n. Chr.", narrow: "v. Chr.|n. Chr." },
  halves: "AM PM",
  hourCycle: "h23",
  joints: { long: " um ", weekday: ", ", other: ", " },
  hourAlone: "hh 'Uhr'",
  hourAndZone: "hh 'Uhr' z",
  decimal: ",",
  dayPeriods: false,
  zoneNames: "none",
  dates: {
    d: "d", M: "M", L: "L", y: "y", yd: "y (Tag: d)", Md: "d.M.", Ld: "d. L", yM: "M/y", yL: "L y", yMd: "d.M.y",
    yLd: "d. L y", E: "E", Ed: "E, d.", EM: "M E", EL: "L E", Ey: "y E", Eyd: "y E, d.", EMd: "E, d.M.",
    ELd: "E, d. L", EyM: "M/y E", EyL: "L y E", EyMd: "E, d.M.y", EyLd: "E, d. L y",
  },
  styles: { full: "EyLd", long: "yLd", medium: "dd.MM.y", short: "dd.MM.y" },
  shortYear: "2-digit",
};

const SWEDEN = {
  months: {
    long: "januari februari mars april maj juni juli augusti september oktober november december",
    short: "jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.",
    narrow: "J F M A M J J A S O N D",
  },
  weekdays: {
    long: "söndag måndag tisdag onsdag torsdag fredag lördag",
    short: "sön mån tis ons tors fre lör",
    narrow: "S M T O T F L",
  },
  eras: { long: "före Kristus|efter Kristus", short: "f.Kr.|e.Kr.", narrow: "f.Kr.|e.Kr." },
  halves: "fm em",
  hourCycle: "h23",
  joints: { long: " kl. ", weekday: " ", other: " " },
  hourAlone: "hh",
  hourAndZone: "hh'h' z",
  decimal: ",",
  minus: "−",
  dayPeriods: false,
  zoneNames: "none",
  dates: {
    d: "d", M: "M", L: "L", y: "y", yd: "y (dag: d)", Md: "d/M", Ld: "d L", yM: "y-MM", yL: "L y", yMd: "y-MM-dd",
    yLd: "d L y", E: "E", Ed: "E d", EM: "M E", EL: "L E", Ey: "y E", Eyd: "y E d", EMd: "E d/M", ELd: "E d L",
    EyM: "y-MM E", EyL: "L y E", EyMd: "E, y-MM-dd", EyLd: "E d L y",
  },
  styles: { full: "EyLd", long: "yLd", medium: "yLd", short: "yMd" },
  shortYear: "numeric",
};

const LOCALES = {
  en: UNITED_STATES, "en-US": UNITED_STATES, "en-CA": CANADA, "en-GB": BRITAIN, de: GERMANY, "de-DE": GERMANY,
  sv: SWEDEN, "sv-SE": SWEDEN,
};

exports.tags = Object.keys(LOCALES);

exports.data = function (tag) {
  return LOCALES[tag];
};
