import type { FactsFound } from '../context/merge.ts';
import type { GitHubPage } from './route.ts';

const NAME = /^[a-z][a-z-]{0,30}$/;

/** A person's page, or an organisation's. */
export function profile({ url, document, route }: GitHubPage): FactsFound | null {
  if (route.kind !== 'profile') return null;
  const isOrg = route.rest !== null || document.getElementById('people-tab') !== null;
  const name = route.rest === null ? (url.searchParams.get('tab') ?? 'overview') : (route.rest[0] ?? 'overview');
  return {
    page: {
      name: 'profile',
      username: route.owner,
      // A text, not a boolean: ToolJump's integrations compare it with 'true'.
      isOrg: isOrg ? 'true' : undefined,
      section: { name: NAME.test(name) ? name : undefined },
    },
  };
}
