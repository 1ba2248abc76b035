import { expect, test } from 'vitest';

import { code } from './code.ts';
import { gitHubPage } from './page.fixture.ts';

function section(path: string, html = ''): unknown {
  return code(gitHubPage(path, html))?.['page'];
}

test.each([
  ['/acme/shop/tree/main/services', 'tree', 'services', 'main'],
  ['/acme/shop/tree/v1.2', 'tree', '', 'v1.2'],
  ['/acme/shop/blob/main/docs/a%20b.md', 'blob', 'docs/a b.md', 'main'],
  ['/acme/shop/blame/main/a.ts', 'blame', 'a.ts', 'main'],
  ['/acme/shop/edit/main/a.ts', 'edit', 'a.ts', 'main'],
  ['/acme/shop/commits/main/docs', 'commits', 'docs', 'main'],
  ['/acme/shop/commits', 'commits', '', 'HEAD'],
  ['/acme/shop', 'tree', '', 'HEAD'],
])('%s', (path, subsection, resource, hash) => {
  expect(section(path)).toEqual({ section: { name: 'code', resource, hash, subsection } });
});

test("the repository's own page has the branch that it shows", () => {
  const picker = '<button id="ref-picker-repos-header-ref-selector" aria-label="trunk branch">trunk</button>';
  expect(section('/acme/shop', picker)).toMatchObject({ section: { hash: 'trunk', resource: '' } });
});

test.each(['/acme/shop/pulls', '/acme', '/acme/shop/commit/abc'])('%s is no code', (path) => {
  expect(section(path)).toBeUndefined();
});
