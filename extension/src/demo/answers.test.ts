import { describe, expect, it } from 'vitest';
import type { PageContext } from '../context/model.ts';
import { isIcon } from '../icons/names.ts';
import type { Entry, Item } from '../wire/items.ts';
import { answerDemo } from './answers.ts';
import { DEMO_NOTE } from './note.ts';

const GITHUB = { type: 'github', url: 'https://github.com/acme/pay' };
const AWS = { type: 'aws', url: 'https://eu-west-1.console.aws.amazon.com/x', scope: { region: 'eu-west-1' } };
const CONTEXTS: readonly (readonly [string, PageContext])[] = [
  ['a repository', { ...GITHUB, page: { repository: 'acme/pay', section: { name: 'code' } } }],
  ['a pull request', { ...GITHUB, page: { repository: 'acme/pay', section: { name: 'pulls', pull: '7' } } }],
  ['an issue', { ...GITHUB, page: { repository: 'acme/pay', section: { name: 'issues', issue: 7 } } }],
  ['actions', { ...GITHUB, page: { repository: 'acme/pay', section: { name: 'actions' } } }],
  ['a profile', { ...GITHUB, page: { username: 'robin' } }],
  ['the AWS console', AWS],
  ['a Lambda function', { ...AWS, service: { name: 'lambda', resourceName: 'resize' } }],
  ['a bucket', { ...AWS, service: { name: 's3', resourceName: 'photos' } }],
  ['a queue', { ...AWS, service: { name: 'sqs', resourceName: 'mails' } }],
  ['any page', { type: 'generic', url: 'https://tool.example.com/x' }],
  ['a page of a declared adapter', { type: 'jira', url: 'https://jira.example.com/browse/A-1', page: [1] }],
  [
    'a hostile page',
    { ...GITHUB, page: { repository: '../"<b>'.repeat(8) + '🚀'.repeat(20), section: { pull: 'x/../@evil' } } },
  ],
];

function entriesOf(context: PageContext): readonly (Item | Entry)[] {
  const items = answerDemo(context).flatMap((part) => part.items);
  return [...items, ...items.flatMap((item) => (item.type === 'dropdown' ? item.items : []))];
}

describe.each(CONTEXTS)('%s', (_, context) => {
  it('gets the same answer each time, ranked from 0, with one failure', () => {
    const parts = answerDemo(context);
    expect(answerDemo(context)).toEqual(parts);
    expect(parts.map((part) => part.rank)).toEqual(parts.map((_part, at) => at));
    expect(parts.filter((part) => part.error !== undefined)).toHaveLength(1);
    expect(new Set(parts.map((part) => part.integration)).size).toBe(parts.length);
  });

  it('is told first that it is a demo', () => {
    const [note] = answerDemo(context);
    expect(note).toMatchObject({ integration: DEMO_NOTE, items: [{ content: 'Demo data' }] });
  });

  it('has links to example hosts and documentation only, known icons, and texts of bearable length', () => {
    for (const item of entriesOf(context)) {
      if ('href' in item) {
        expect(new URL(item.href).host).toMatch(/^([a-z0-9-]+\.)?example\.com$|^docs\.(github|aws\.amazon)\.com$/);
        expect(item.href).toMatch(/^https:/);
      }
      if (item.icon !== undefined) expect(isIcon(item.icon)).toBe(true);
      expect(item.content.length).toBeLessThan(120);
    }
  });
});

it('shows every kind of item and every status on a pull request', () => {
  const [, context] = CONTEXTS[1] ?? [];
  const items = context ? entriesOf(context) : [];
  expect(new Set(items.map((item) => item.status))).toEqual(new Set(['important', 'relevant', 'success', 'none']));
  expect(new Set(items.flatMap((item) => ('type' in item ? [item.type] : [])))).toEqual(
    new Set(['text', 'link', 'dropdown']),
  );
});

it('says different things on different pages', () => {
  const answers = CONTEXTS.slice(0, 9).map(([, context]) => JSON.stringify(entriesOf(context)));
  expect(new Set(answers).size).toBe(answers.length);
});
