import { expect, test } from 'vitest';

import { arn, arnOf } from './arn.ts';
import { consolePage } from './page.fixture.ts';

const TEXT = 'arn:aws:lambda:eu-west-1:123456789012:function:shop-mail';

test.each([
  ['an ARN', TEXT, 'shop-mail'],
  ['one without region and account', 'arn:aws:s3:::shop', 'shop'],
  ['one with slashes', 'arn:aws-us-gov:ecs:us-gov-west-1:123456789012:service/shop/web', 'web'],
  ['another text', 'arn:aws:lambda', undefined],
  ['one with more behind', `${TEXT} and more`, undefined],
  ['nothing', undefined, undefined],
])('reads %s', (_what, text, name) => {
  expect(arnOf(text)?.name).toBe(name);
});

test('region and account give it', () => {
  expect(arn(consolePage('/lambda/home'), 'lambda', 'function:shop-mail')).toBe(TEXT);
});

test('in another partition', () => {
  const page = consolePage('https://us-gov-west-1.console.aws.amazon.com/sqs/v3/home');
  expect(arn(page, 'sqs', 'orders')).toBe('arn:aws-us-gov:sqs:us-gov-west-1:123456789012:orders');
});

test.each([
  ['the text of main', `<main><p>ARN</p><p> ${TEXT} </p></main>`, TEXT],
  ['not that of another function', `<main>${TEXT}-2</main>`, undefined],
  ['not that of another service', `<main>${TEXT.replace('lambda', 'logs')}</main>`, undefined],
  ['not what stands outside', `<p>${TEXT}</p><main></main>`, undefined],
  ['nothing', '', undefined],
])('without an account %s gives it', (_what, html, expected) => {
  expect(arn(consolePage('/lambda/home', html), 'lambda', 'function:shop-mail')).toBe(expected);
});
