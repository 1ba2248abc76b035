import type { FactsFound } from '../context/merge.ts';
import type { GitHubPage } from './route.ts';

/** Any page of a repository. */
export function repository({ route }: GitHubPage): FactsFound | null {
  if (route.kind !== 'repository') return null;
  return { page: { name: 'repository', repository: `${route.owner}/${route.name}` } };
}
