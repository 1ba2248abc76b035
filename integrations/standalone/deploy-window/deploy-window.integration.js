// Is now a good time to deploy? Hours and freezes stand in deploy-window.data.yml.

const DAY = 24 * 60 * 60 * 1000; // milliseconds
const LAST_CALL = 30; // minutes before the end of the hours
const FURTHEST = 60; // days to look ahead for the next opening

// What clock and calendar on the wall show there: { date: "2026-03-02", time: "09:30" }.
function wallClock(instant, timeZone) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

// A calendar day as a Date: midnight UTC, where every day has 24 hours and so can be counted on.
function calendarDay(date, daysLater = 0) {
  return new Date(Date.parse(date) + daysLater * DAY);
}

// "Mon, Dec 21"
function spoken(day) {
  return day.toLocaleDateString("en-US", { timeZone: "UTC", weekday: "short", month: "short", day: "numeric" });
}

function minutes(time) {
  const [hour, minute] = time.split(":").map(Number);
  return hour * 60 + minute;
}

// The hours of a day: ["09:00", "16:00"], nothing on a closed day. Dates and times written like these sort as text.
function hoursOn(day, { hours, freezes }) {
  const date = day.toISOString().slice(0, 10);
  const frozen = (freezes ?? []).find(({ from, to }) => from <= date && date <= to);
  const weekday = day.toLocaleDateString("en-US", { timeZone: "UTC", weekday: "short" });
  return { frozen, open: frozen ? undefined : hours[weekday]?.split("-") };
}

function nextOpening({ date, time }, plan) {
  for (let ahead = 0; ahead <= FURTHEST; ahead++) {
    const day = calendarDay(date, ahead);
    const { open } = hoursOn(day, plan);
    if (open && (ahead > 0 || time < open[0])) return `${spoken(day)}, ${open[0]}`;
  }
  return "further notice";
}

module.exports = {
  metadata: {
    name: "deploy-window",
    description: "Whether now is a good time to deploy",
    match: {
      contextType: "github",
      context: { "page.repository": { exists: true } },
    },
    permissions: { net: [], secrets: [] }, // it asks nobody
    priority: 300,
    cache: 60, // seconds: the answer changes with the time ...
    cacheKey: ["type"], // ... and not with the repository, so one answer does for all
  },

  run: async function (context, secrets, dataFiles) {
    const plan = dataFiles.find((file) => file.id === "deploy-window").data;
    const now = wallClock(new Date(), plan.zone);
    const { frozen, open } = hoursOn(calendarDay(now.date), plan);

    if (open && open[0] <= now.time && now.time < open[1]) {
      const left = minutes(open[1]) - minutes(now.time);
      return {
        type: "link",
        content: `Deploys until ${open[1]}`,
        href: plan.rules,
        status: left > LAST_CALL ? "success" : "relevant",
        tooltip: `Times are those of ${plan.zone}`,
      };
    }
    return {
      type: "link",
      content: `No deploys before ${nextOpening(now, plan)}`,
      href: plan.rules,
      status: "important",
      tooltip: frozen ? `Frozen: ${frozen.reason}` : `Times are those of ${plan.zone}`,
    };
  },
};
