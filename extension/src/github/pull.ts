import type { FactsFound } from '../context/merge.ts';
import { below, type GitHubPage } from './route.ts';

/** Tabs of a pull request by the part of the address. `changes` is the newer word for `files`. */
const TABS: Readonly<Record<string, string>> = {
  files: 'files',
  changes: 'files',
  commits: 'commits',
  checks: 'checks',
};

/** The list of pull requests, and one of them with its tab. */
export function pull(page: GitHubPage): FactsFound | null {
  const rest = below(page, 'pull', 'pulls');
  if (rest === null) return null;
  const [number = '', tab = '', commit] = rest;
  if (!/^\d+$/.test(number)) return { page: { section: { name: 'pulls' } } };
  const subsection = Object.hasOwn(TABS, tab) ? TABS[tab] : 'conversation';
  const hash = tab === 'commits' ? commit : undefined;
  return { page: { section: { name: 'pulls', pull: number, subsection, hash } } };
}
