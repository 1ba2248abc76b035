// From a Lambda function to its logs: the log group, the errors of the last hours, its metrics, and tools of your own.

// CloudWatch's addresses are paths within a fragment: escaped twice, with $ for %.
function twice(text) {
  return encodeURIComponent(encodeURIComponent(text)).replaceAll("%", "$");
}

// Logs Insights writes a query in a notation of its own: ~(key~value), texts begin with ', and *20 is a space.
function quoted(text) {
  return `'${text.replace(/[^A-Za-z0-9_.-]/g, (each) => `*${each.charCodeAt(0).toString(16).padStart(2, "0")}`)}`;
}

function insights(group, query, hours) {
  const detail = [
    `~(end~0~start~-${hours * 3600}~timeType~'RELATIVE~unit~'seconds`,
    `~editorString~${quoted(query)}~source~(~${quoted(group)}))`,
  ].join("");
  // The notation's own marks are escaped twice as well.
  const escaped = detail.replace(/[~()']/g, (each) => `$25${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return `logsV2:logs-insights$3FqueryDetail$3D${escaped}`;
}

module.exports = {
  metadata: {
    name: "lambda-logs",
    description: "Logs, recent errors and metrics of a Lambda function",
    match: {
      contextType: "aws",
      context: {
        "service.name": { equals: "lambda" },
        "service.resourceName": { exists: true },
        "scope.region": { pattern: /^[a-z]{2}(-[a-z]+)+-\d$/ },
      },
    },
    permissions: { net: [], secrets: [] },
    priority: 390,
    cache: 3600,
  },

  run: async function (context, secrets, dataFiles) {
    const { hours, errors, groups, elsewhere } = dataFiles.find((file) => file.id === "lambda-logs").data;
    const { resourceName: name } = context.service;
    const { region } = context.scope;
    const group = groups?.[name] ?? `/aws/lambda/${name}`;
    const console_ = `https://${region}.console.aws.amazon.com`;
    const cloudwatch = `${console_}/cloudwatch/home?region=${region}`;
    const values = { name: encodeURIComponent(name), region };
    return [
      {
        type: "link",
        content: "Logs",
        href: `${cloudwatch}#logsV2:log-groups/log-group/${twice(group)}`,
        tooltip: group,
      },
      { type: "link", content: `Errors of ${hours} h`, href: `${cloudwatch}#${insights(group, errors, hours)}` },
      {
        type: "link",
        content: "Metrics",
        href: `${console_}/lambda/home?region=${region}#/functions/${values.name}?tab=monitoring`,
      },
      ...(elsewhere ?? []).map(({ text, href }) => ({
        type: "link",
        content: text,
        href: href.replace(/\{(name|region)\}/g, (_, key) => values[key]),
      })),
    ];
  },
};
