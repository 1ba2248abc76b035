// @vitest-environment node
import { expect, test } from 'vitest';

import { hashOf, pathOf } from './place.ts';

test('a path, decoded', () => {
  expect(pathOf(new URL('https://console.aws.amazon.com/s3/buckets/a%20b'))).toEqual(['s3', 'buckets', 'a b']);
});

test.each<[string, readonly string[], Record<string, string>]>([
  ['#/functions/shop-mail?tab=code', ['functions', 'shop-mail'], { tab: 'code' }],
  ['#table?name=shop-orders&tab=a%26b', ['table'], { name: 'shop-orders', tab: 'a&b' }],
  ['#InstanceDetails:instanceId=i-0ab', ['InstanceDetails'], { instanceId: 'i-0ab' }],
  ['#Instances:v=3;$case=tags:true', ['Instances'], { v: '3', $case: 'tags:true' }],
  ['#database:id=shop;is-cluster=true', ['database'], { id: 'shop', 'is-cluster': 'true' }],
  ['#/topic/arn:aws:sns:eu-west-1:123456789012:orders', ['topic', 'arn:aws:sns:eu-west-1:123456789012:orders'], {}],
  ['#/queues/https%3A%2F%2Fsqs%2Fa%2Fb', ['queues', 'https://sqs/a/b'], {}],
  ['#LoadBalancer:loadBalancerArn=arn:aws:x:y;tab=z', ['LoadBalancer'], { loadBalancerArn: 'arn:aws:x:y', tab: 'z' }],
  ['#alarmsV2:alarm/a', ['alarmsV2:alarm', 'a'], {}],
  ['', [], {}],
])('%s', (hash, parts, values) => {
  const place = hashOf(new URL(`https://console.aws.amazon.com/x/home${hash}`));
  expect(place.parts).toEqual(parts);
  expect(Object.fromEntries(place.values)).toEqual(values);
});
