import type { FactsFound } from '../context/merge.ts';
import { shownRef, splitRef } from './ref.ts';
import { below, type GitHubPage } from './route.ts';

/** Pages about a file or folder at a ref. */
const VIEWS = ['tree', 'blob', 'blame', 'edit', 'raw', 'commits'];

/** Code: the repository's own page, a folder, a file, its history. */
export function code(page: GitHubPage): FactsFound | null {
  if (page.route.kind !== 'repository') return null;
  const [view = 'tree'] = page.route.rest;
  const rest = below(page, ...VIEWS) ?? [];
  if (page.route.rest.length > 0 && !VIEWS.includes(view)) return null;
  const { ref, path } = splitRef(page, rest);
  // GitHub understands HEAD wherever it understands a branch: right also where the page does not tell its main branch.
  const hash = ref || (shownRef(page) ?? 'HEAD');
  return { page: { section: { name: 'code', resource: path, hash, subsection: view } } };
}
