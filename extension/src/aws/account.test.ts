import { expect, test } from 'vitest';

import { sessionOf } from './account.ts';

const CONSOLE = 'https://eu-west-1.console.aws.amazon.com/lambda/home';
const MULTI = 'https://123456789012-x7k2p9qa.eu-west-1.console.aws.amazon.com/lambda/home';

function session(url: string, content?: string): ReturnType<typeof sessionOf> {
  document.head.innerHTML = content === undefined ? '' : '<meta name="awsc-session-data">';
  document.head.querySelector('meta')?.setAttribute('content', content ?? '');
  return sessionOf(new URL(url), document);
}

test.each([
  [
    'the session',
    CONSOLE,
    '{"accountId":"210987654321","infrastructureRegion":"eu-west-1"}',
    '210987654321',
    'eu-west-1',
  ],
  ['the host', MULTI, undefined, '123456789012', undefined],
  ['the session before the host', MULTI, '{"accountId":"210987654321"}', '210987654321', undefined],
  ['nothing', CONSOLE, undefined, undefined, undefined],
  ['data that are no JSON', CONSOLE, '{accountId}', undefined, undefined],
  ['data that are no object', CONSOLE, '["210987654321"]', undefined, undefined],
  ['an account that is none', CONSOLE, '{"accountId":210987654321}', undefined, undefined],
  ['an account that is too short', CONSOLE, '{"accountId":"2109"}', undefined, undefined],
  ['a region that is none', CONSOLE, '{"infrastructureRegion":"<b>"}', undefined, undefined],
])('%s', (_what, url, content, account, region) => {
  expect(session(url, content)).toEqual({ account, region });
});
