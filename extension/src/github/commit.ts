import type { FactsFound } from '../context/merge.ts';
import { below, type GitHubPage } from './route.ts';

/** One commit. */
export function commit(page: GitHubPage): FactsFound | null {
  const sha = below(page, 'commit')?.[0];
  return sha === undefined ? null : { page: { section: { name: 'commit', resource: '', hash: sha } } };
}
