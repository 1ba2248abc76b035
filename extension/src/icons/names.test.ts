import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALIASES, drawingOf, ICON_NAMES, isIcon } from './names.ts';

/** The names in ToolJump's documentation. */
const TOOLJUMP =
  'datadog github slack pagerduty circleci jira confluence postman link cost lambda aws aws-cost launchdarkly tj'.split(
    ' ',
  );
/** The names that the integrations of our gallery give. */
const GALLERY = 'argo aws circleci datadog github gitlab grafana pagerduty sentry slack'.split(' ');

describe('names', () => {
  it.each([...new Set([...TOOLJUMP, ...GALLERY])])('knows %s', (name) => {
    expect(isIcon(name)).toBe(true);
  });

  it.each([
    ['GitHub', 'github'],
    [' github ', 'github'],
    ['Feature Flag', 'toggle'],
    ['AWS_COST', 'coins'],
    ['pull_request', 'pull-request'],
    ['WARNING', 'alert'],
  ])('takes %j for %s', (given, name) => {
    expect(drawingOf(given)).toEqual(drawingOf(name));
    expect(drawingOf(given)).not.toBeNull();
  });

  it.each(['🚀', '👩‍💻', '🇳🇴', '❤️', '1️⃣', ' 🔥 '])('shows the emoji %s as it is', (text) => {
    expect(drawingOf(text)).toEqual({ kind: 'emoji', text: text.trim() });
  });

  it.each([
    '',
    ' ',
    'no-such-icon',
    '🚀🚀',
    'a',
    '7',
    '#',
    '🚀 go',
    'constructor',
    '__proto__',
    '<svg>',
    'x'.repeat(64),
  ])('shows nothing for %j', (name) => {
    expect(isIcon(name)).toBe(false);
  });

  it('has each name once, in small letters', () => {
    expect(new Set(ICON_NAMES).size).toBe(ICON_NAMES.length);
    expect(ICON_NAMES.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(ICON_NAMES.length).toBeGreaterThan(100);
  });

  it('has aliases for words that have no drawing of their own, and of ones that are drawn', () => {
    expect(Object.keys(ALIASES).filter((alias) => ICON_NAMES.includes(alias))).toEqual([]);
    expect(Object.values(ALIASES).filter((name) => !ICON_NAMES.includes(name))).toEqual([]);
  });

  it('is what the reference for authors lists', () => {
    const reference = readFileSync('../docs/reference/integrations.md', 'utf8');
    const section = reference.slice(reference.indexOf('\n### Icons\n')).split(/\n##+ (?!Icons)/)[0] ?? '';
    const listed = [...section.matchAll(/`([a-z0-9-]+)`/g)].map(([, name]) => name);
    expect([...new Set(listed)].sort()).toEqual([...ICON_NAMES, ...Object.keys(ALIASES)].sort());
  });

  it('draws with paths only: nothing in them can be markup, a reference or a script', () => {
    for (const name of ICON_NAMES) {
      const drawing = drawingOf(name);
      expect(drawing?.kind === 'emoji' ? null : drawing?.path).toMatch(/^M[MmLlHhVvCcSsQqTtAaZz0-9 ,.-]+$/);
    }
  });
});
