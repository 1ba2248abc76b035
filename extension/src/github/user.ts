import type { FactsFound } from '../context/merge.ts';
import type { GitHubPage } from './route.ts';

/** Who is logged in. */
export function user({ document }: GitHubPage): FactsFound | null {
  const told = document.querySelector('meta[name="user-login"]');
  // Older servers have it only in their header. With an empty `meta` nobody is logged in, whoever else the page names.
  const name = told?.getAttribute('content') ?? document.querySelector('[data-login]')?.getAttribute('data-login');
  return name ? { global: { user: name } } : null;
}
