// What a repository's services cost in AWS: this month until yesterday, and last month, by a cost allocation tag.
const { signedHeaders } = require("./sign-aws");

const HOST = "ce.us-east-1.amazonaws.com"; // Cost Explorer has one endpoint for all regions
const WHY = { 400: "the key may not read costs, or the tag is not active", 403: "the key may not read costs" };
const DAY = 24 * 60 * 60 * 1000; // milliseconds

const date = (instant) => new Date(instant).toISOString().slice(0, 10);
const money = ({ Amount, Unit }) =>
  new Intl.NumberFormat("en-US", { style: "currency", currency: Unit }).format(Amount);

async function costs(period, tag, value, secrets) {
  const body = JSON.stringify({
    TimePeriod: period,
    Granularity: "MONTHLY",
    Metrics: ["UnblendedCost"],
    Filter: { Tags: { Key: tag, Values: [value] } },
  });
  const headers = signedHeaders({
    host: HOST,
    region: "us-east-1",
    service: "ce",
    target: "AWSInsightsIndexService.GetCostAndUsage",
    body,
    keyId: secrets.AWS_COSTS_KEY_ID,
    secretKey: secrets.AWS_COSTS_SECRET_KEY,
    now: new Date(),
  });
  const response = await fetch(`https://${HOST}/`, {
    method: "POST",
    headers,
    body,
    signal: AbortSignal.timeout(4000),
  });
  if (!response.ok)
    throw new Error(`Cost Explorer answers ${response.status}: ${WHY[response.status] ?? "try again later"}`);
  const months = (await response.json()).ResultsByTime;
  return months.map(({ TimePeriod, Total }) => ({ start: TimePeriod.Start, cost: Total.UnblendedCost }));
}

module.exports = {
  metadata: {
    name: "cloud-costs",
    description: "What a repository's services cost in AWS, this month and last month",
    match: {
      contextType: "github",
      context: { "page.repository": { exists: true } },
    },
    requiredSecrets: ["AWS_COSTS_KEY_ID", "AWS_COSTS_SECRET_KEY"],
    permissions: {
      net: ["POST ce.us-east-1.amazonaws.com"],
      secrets: ["AWS_COSTS_KEY_ID", "AWS_COSTS_SECRET_KEY"],
    },
    priority: 120,
    cache: 24 * 60 * 60, // AWS counts once a day, and takes a cent for each request
  },

  run: async function (context, secrets, dataFiles) {
    const { tag, repositories, rise } = dataFiles.find((file) => file.id === "cloud-costs").data;
    const value = repositories[context.page.repository];
    if (value === undefined) return [];

    const today = new Date();
    const thisMonth = Date.UTC(today.getUTCFullYear(), today.getUTCMonth());
    const lastMonth = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1);
    const months = await costs({ Start: date(lastMonth), End: date(today) }, tag, value, secrets);
    const now = months.find(({ start }) => start === date(thisMonth))?.cost; // nothing yet on the first of a month
    const before = months.find(({ start }) => start === date(lastMonth))?.cost;
    if (before === undefined) return [];

    // What the month will cost if it goes on as it began.
    const days = (Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1) - thisMonth) / DAY;
    const expected = now && (now.Amount / (today.getUTCDate() - 1)) * days;
    return {
      type: "link",
      content: now ? `${money(now)} this month` : `${money(before)} last month`,
      href: "https://console.aws.amazon.com/costmanagement/home#/cost-explorer",
      status: expected > before.Amount * rise ? "relevant" : "none",
      tooltip: now
        ? `Last month ${money(before)}; about ${money({ ...now, Amount: expected })} expected`
        : `${tag}: ${value}`,
      icon: "aws",
    };
  },
};
