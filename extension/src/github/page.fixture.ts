/** Pages for tests. */

import { routeOf, type GitHubPage } from './route.ts';

export function gitHubPage(path: string, html = '', origin = 'https://github.com'): GitHubPage {
  const url = new URL(path, origin);
  return { url, document: new DOMParser().parseFromString(html, 'text/html'), route: routeOf(url) };
}
