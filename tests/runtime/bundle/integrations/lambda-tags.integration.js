const { LambdaClient, ListTagsCommand } = require('@aws-sdk/client-lambda');

module.exports = {
  metadata: {
    name: 'lambda-tags',
    description: 'Tags of a Lambda function',
    match: {
      contextType: 'aws',
      context: { 'service.name': { equals: 'lambda' }, 'service.resourceName': { exists: true } },
    },
    priority: 900,
    cache: 300,
    requiredSecrets: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  },
  run: async function (context, secrets, dataFiles) {
    const { region } = context.scope;
    const client = new LambdaClient({
      region,
      credentials: {
        accessKeyId: secrets.AWS_ACCESS_KEY_ID,
        secretAccessKey: secrets.AWS_SECRET_ACCESS_KEY,
      },
    });
    const arn = `arn:aws:lambda:${region}:${context.global.accountId}:function:${context.service.resourceName}`;
    const response = await client.send(new ListTagsCommand({ Resource: arn }));
    const tags = response.Tags || {};
    return Object.keys(tags).map((name) => ({ type: 'text', content: `${name}: ${tags[name]}`, status: 'none' }));
  },
};
