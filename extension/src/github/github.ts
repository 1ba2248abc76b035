/** GitHub's pages, on github.com and on GitHub Enterprise servers.
 *
 *     route       what the path says: repository, profile, GitHub's own pages
 *     repository  code  commit  issue  pull  actions  release  section  profile  user: a collector each
 *     ref         where in `tree/feature/x/src` the branch ends
 */

import { cleanUrl } from '../context/clean-url.ts';
import { merge, type FactsFound } from '../context/merge.ts';
import type { PageReader } from '../context/model.ts';
import { actions } from './actions.ts';
import { code } from './code.ts';
import { commit } from './commit.ts';
import { issue } from './issue.ts';
import { profile } from './profile.ts';
import { pull } from './pull.ts';
import { release } from './release.ts';
import { repository } from './repository.ts';
import { routeOf, type GitHubPage } from './route.ts';
import { section } from './section.ts';
import { user } from './user.ts';

type Collector = (page: GitHubPage) => FactsFound | null;

const COLLECTORS: readonly Collector[] = [
  ...[repository, code, commit, issue, pull, actions, release, section, profile, user],
];

export const github: PageReader = {
  name: 'github',
  open: ['global.user', 'page.isOrg', 'page.section.hash', 'page.section.resource', 'page.section.workflow'],
  read: ({ url, document }) => {
    const page = { url, document, route: routeOf(url) };
    return { ...merge(...COLLECTORS.map((collect) => collect(page))), type: 'github', url: addressOf(url) };
  },
};

/** Without the hash: here it names a line or a comment, never another page, and each click on a line would ask anew. */
function addressOf(url: URL): string {
  const address = new URL(url);
  address.hash = '';
  return cleanUrl(address);
}
