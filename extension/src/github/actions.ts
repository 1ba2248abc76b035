import type { FactsFound } from '../context/merge.ts';
import { below, type GitHubPage } from './route.ts';

/** GitHub Actions: the list, a workflow's runs, one run, one job of it.
 *
 * ToolJump tells a run's id as `workflow`; here a workflow is always the name of its file. */
export function actions(page: GitHubPage): FactsFound | null {
  const rest = below(page, 'actions');
  if (rest === null) return null;
  const run = after(rest, 'runs', /^\d+$/);
  const workflow = after(rest, 'workflows', /./) ?? (run === undefined ? undefined : workflowOf(page));
  const job = run === undefined ? undefined : after(rest, 'job', /^\d+$/);
  return { page: { section: { name: 'actions', workflow, run, job } } };
}

function after(rest: readonly string[], word: string, form: RegExp): string | undefined {
  const at = rest.indexOf(word);
  const part = at < 0 ? undefined : rest[at + 1];
  return part !== undefined && form.test(part) ? part : undefined;
}

/** A run's page names its workflow's file in links only, and all of those name the same one. */
function workflowOf({ document, route }: GitHubPage): string | undefined {
  if (route.kind !== 'repository') return undefined;
  const start = `/${route.owner}/${route.name}/actions/workflows/`;
  const href = document.querySelector(`main a[href^="${start}" i]`)?.getAttribute('href') ?? '';
  return /^[^/?#]+\.ya?ml$/.exec(href.slice(start.length).split(/[/?#]/)[0] ?? '')?.[0];
}
