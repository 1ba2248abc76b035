import type { FactsFound } from '../context/merge.ts';
import { below, type GitHubPage } from './route.ts';

/** Pages of a repository that only their name is told of. */
const SECTIONS = [
  ...['activity', 'agents', 'branches', 'community', 'compare', 'custom-properties', 'dependabot', 'deployments'],
  ...['discussions', 'environments', 'forks', 'graphs', 'invitations', 'labels', 'milestone', 'milestones', 'models'],
  ...['network', 'packages', 'pkgs', 'projects', 'pulse', 'rules', 'search', 'security', 'settings', 'stargazers'],
  ...['tags', 'watchers', 'wiki'],
];

/** A repository's other pages, by their name in the address. */
export function section(page: GitHubPage): FactsFound | null {
  if (below(page, ...SECTIONS) === null || page.route.kind !== 'repository') return null;
  return { page: { section: { name: page.route.rest[0] } } };
}
