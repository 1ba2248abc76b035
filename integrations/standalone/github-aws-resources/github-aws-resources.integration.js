// What a repository runs on: links from its GitHub pages into the AWS console. All of it stands in the data file.

// CloudWatch's address of a log group is a path within a fragment, and so escaped twice.
function twice(text) {
  return encodeURIComponent(encodeURIComponent(text)).replaceAll("%", "$");
}

// The console's own addresses: behind https://REGION.console.aws.amazon.com/
const PAGES = {
  lambda: (name, region) => `lambda/home?region=${region}#/functions/${encodeURIComponent(name)}`,
  dynamodb: (name, region) => `dynamodbv2/home?region=${region}#table?name=${encodeURIComponent(name)}`,
  s3: (name, region) => `s3/buckets/${encodeURIComponent(name)}?region=${region}`,
  rds: (name, region) => `rds/home?region=${region}#database:id=${encodeURIComponent(name)};is-cluster=false`,
  logs: (name, region) => `cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${twice(name)}`,
  ecs: (name, region) => {
    const [cluster, service] = name.split("/").map(encodeURIComponent);
    return `ecs/v2/clusters/${cluster}/services/${service}/health?region=${region}`;
  },
};

function linkTo(resource, region) {
  const kind = Object.keys(resource).find((key) => key in PAGES);
  if (kind === undefined)
    throw new Error(`github-aws-resources.data.yml: ${JSON.stringify(resource)} names none of ${Object.keys(PAGES)}`);
  const where = resource.region ?? region;
  return {
    content: `${kind}: ${resource[kind]}`,
    href: `https://${where}.console.aws.amazon.com/${PAGES[kind](resource[kind], where)}`,
    tooltip: where,
  };
}

module.exports = {
  metadata: {
    name: "github-aws-resources",
    description: "Links from a GitHub repository to the AWS resources it runs on",
    match: {
      contextType: "github",
      context: { "page.repository": { exists: true } },
    },
    permissions: { net: [], secrets: [] },
    priority: 220,
    cache: 3600,
  },

  run: async function (context, secrets, dataFiles) {
    const { region, repositories } = dataFiles.find((file) => file.id === "github-aws-resources").data;
    const environments = repositories[context.page.repository] ?? {};
    return Object.entries(environments).map(([environment, resources]) => ({
      type: "dropdown",
      content: `AWS ${environment}`,
      icon: "aws",
      items: resources.map((resource) => linkTo(resource, region)),
    }));
  },
};
