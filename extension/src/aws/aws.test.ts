import { expect, test } from 'vitest';

import { aws } from './aws.ts';
import { ACCOUNT, consolePage, IRELAND } from './page.fixture.ts';

test.each([
  [
    'a Lambda function',
    '/lambda/home?region=eu-west-1#/functions/shop-mail',
    ACCOUNT,
    {
      global: { accountId: '123456789012' },
      scope: { region: 'eu-west-1' },
      service: {
        name: 'lambda',
        section: 'functions',
        resourceName: 'shop-mail',
        arn: 'arn:aws:lambda:eu-west-1:123456789012:function:shop-mail',
      },
    },
  ],
  ['the home page', '/console/home', '', { scope: { region: 'eu-west-1' } }],
  [
    'a service that we know by name only',
    '/kms/home',
    '',
    { scope: { region: 'eu-west-1' }, service: { name: 'kms' } },
  ],
  ['the root', '/', '', { scope: { region: 'eu-west-1' } }],
])('%s', (_what, address, html, context) => {
  const url = IRELAND + address;
  expect(aws.read(consolePage(address, html))).toEqual({ type: 'aws', url, ...context });
});

test('a page of no region, of an account that nothing tells', () => {
  const page = consolePage('https://console.aws.amazon.com/iam/home', '');
  expect(aws.read(page)).toEqual({
    type: 'aws',
    url: 'https://console.aws.amazon.com/iam/home',
    service: { name: 'iam' },
  });
});
