// Which AWS account is this? Its name in the colour of its environment, so that nobody takes production for staging.

// One colour for each environment: important is red, relevant yellow, success green.
const STATUS = { production: "important", staging: "relevant", development: "success" };

module.exports = {
  metadata: {
    name: "aws-environment",
    description: "Name and environment of the AWS account, and a warning in a region that is not used",
    match: {
      contextType: "aws",
      context: { "global.accountId": { pattern: /^\d{12}$/ } },
    },
    permissions: { net: [], secrets: [] }, // it asks nobody
    priority: 1000, // comes first
    cache: 3600,
    cacheKey: ["global.accountId", "scope.region"],
  },

  run: async function (context, secrets, dataFiles) {
    const { accountId } = context.global;
    const accounts = dataFiles.find((file) => file.id === "aws-environment").data;
    const account = accounts[accountId];
    if (account === undefined) {
      return { type: "text", content: `Unknown account ${accountId}`, status: "important" };
    }

    const { name, environment, regions } = account;
    const results = [
      {
        type: "text",
        content: `${environment.toUpperCase()} ${name}`,
        status: STATUS[environment] ?? "none",
        tooltip: `Account ${accountId}`,
      },
    ];
    const region = context.scope?.region;
    if (region !== undefined && !regions.includes(region)) {
      results.push({
        type: "text",
        content: `${region} is not used`,
        status: "relevant",
        tooltip: `${name} runs in ${regions.join(", ")}`,
      });
    }
    return results;
  },
};
