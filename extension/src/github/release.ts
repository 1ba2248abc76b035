import type { FactsFound } from '../context/merge.ts';
import { below, type GitHubPage } from './route.ts';

/** The list of releases, and the release of one tag. */
export function release(page: GitHubPage): FactsFound | null {
  const rest = below(page, 'releases');
  if (rest === null) return null;
  const [view = '', ...tag] = rest;
  const one = (view === 'tag' || view === 'edit') && tag.length > 0;
  return { page: { section: { name: 'releases', release: one ? tag.join('/') : undefined } } };
}
