// @vitest-environment node
import { expect, test } from 'vitest';

import { partitionOf, regionOf } from './region.ts';

test.each([
  ['https://eu-west-1.console.aws.amazon.com/lambda/home?region=us-east-1', undefined, 'eu-west-1'],
  ['https://123456789012-x7k2p9qa.ap-southeast-2.console.aws.amazon.com/', undefined, 'ap-southeast-2'],
  ['https://us-gov-west-1.console.aws.amazon.com/', undefined, 'us-gov-west-1'],
  ['https://console.aws.amazon.com/sqs/v3/home?region=eu-central-1#/queues', 'us-east-1', 'eu-central-1'],
  ['https://console.aws.amazon.com/lambda/home', 'eu-west-3', 'eu-west-3'],
  ['https://console.aws.amazon.com/iam/home', undefined, undefined],
  ['https://console.aws.amazon.com/iam/home?region=global', undefined, undefined],
])('%s', (url, session, region) => {
  expect(regionOf(new URL(url), { account: undefined, region: session })).toBe(region);
});

test.each([
  ['eu-west-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-east-1', 'aws-us-gov'],
  ['eusc-de-east-1', 'aws-eusc'],
  [undefined, 'aws'],
])('the partition of %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});
