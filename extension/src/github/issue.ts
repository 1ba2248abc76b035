import type { FactsFound } from '../context/merge.ts';
import { below, type GitHubPage } from './route.ts';

/** The list of issues, and one of them. */
export function issue(page: GitHubPage): FactsFound | null {
  const rest = below(page, 'issues');
  if (rest === null) return null;
  const [number = ''] = rest;
  return { page: { section: { name: 'issues', issue: /^\d+$/.test(number) ? number : undefined } } };
}
