import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import type { PageContext } from '../context/model.ts';
import type { Reading } from '../messages/table.ts';
import { readerOf } from './reading.ts';

const GALLERY = join(import.meta.dirname, '../../../integrations');

/** What the integrations that ship are tested with, each once. */
function contexts(): readonly PageContext[] {
  const files = readdirSync(GALLERY, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.yml'),
  );
  const cases = files.flatMap(
    (name) => parse(readFileSync(join(GALLERY, name), 'utf8')) as { context?: PageContext }[],
  );
  const all = cases.flatMap(({ context }) => (context === undefined ? [] : [JSON.stringify(context)]));
  return [...new Set(all)].map((context) => JSON.parse(context) as PageContext);
}

/** What the page of such a context holds besides its address: a branch to choose, the account of a session. */
function pageOf(context: PageContext): Document {
  const { accountId } = (context['global'] ?? {}) as { readonly accountId?: string };
  const html = `
    <meta name="awsc-session-data" content='${JSON.stringify({ accountId })}'>
    <button id="ref-picker-repos-header-ref-selector" aria-label="main branch">main</button>`;
  return new DOMParser().parseFromString(html, 'text/html');
}

const READ_BY_CODE = ['github', 'aws', 'generic'];
const CASES = contexts()
  .filter(({ type }) => READ_BY_CODE.includes(type))
  .map((context) => [context.type, context.url, context] as const);

test('the gallery has contexts', () => {
  expect(CASES.length).toBeGreaterThan(40);
});

// A reader may tell more than an integration's test needs.
test.each(CASES)('%s page %s gives what the integrations of the gallery expect', (type, url, context) => {
  const reader = readerOf({ kind: type } as Reading);
  expect(reader.read({ url: new URL(url), document: pageOf(context) })).toMatchObject(context);
});
