// Help for a Lambda function or a DynamoDB table: the runbooks whose pattern fits its name, and a function's logs.

// The console's own address of a function's log group: a path within a fragment, and so escaped twice.
function logsOf(name, region) {
  const group = encodeURIComponent(encodeURIComponent(`/aws/lambda/${name}`)).replaceAll("%", "$");
  const home = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
  return `${home}#logsV2:log-groups/log-group/${group}`;
}

module.exports = {
  metadata: {
    name: "aws-runbooks",
    description: "Runbooks for Lambda functions and DynamoDB tables by their names, and a function's logs",
    match: {
      contextType: "aws",
      context: {
        // Each of these must hold. They are the cache's key too: different names, different results.
        "service.name": { in: ["lambda", "dynamodb"] },
        "service.resourceName": { exists: true },
        "scope.region": { pattern: /^[a-z]{2}(-[a-z]+)+-\d$/ },
      },
    },
    permissions: { net: [], secrets: [] }, // it asks nobody
    priority: 400,
    cache: 3600,
  },

  run: async function (context, secrets, dataFiles) {
    const { name: service, resourceName } = context.service;
    const { runbooks } = dataFiles.find((file) => file.id === "aws-runbooks").data;
    const results = runbooks
      .filter((runbook) => runbook.service === service && new RegExp(runbook.pattern).test(resourceName))
      .map(({ text, href }) => ({ type: "link", content: text, href, status: "relevant" }));
    if (service === "lambda") {
      results.push({ type: "link", content: "Logs", href: logsOf(resourceName, context.scope.region), icon: "aws" });
    }
    return results;
  },
};
