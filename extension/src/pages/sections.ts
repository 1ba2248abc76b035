/** The sections of the options page. Each has an address: `options.html#providers`, and with something to begin with
 * `options.html#providers?host=github.corp.example`. */

import { useEffect, useState } from 'preact/hooks';

export const SECTIONS = [
  { id: 'connection', label: 'Connection', icon: 'link' },
  { id: 'display', label: 'Display', icon: 'browser' },
  { id: 'providers', label: 'Providers', icon: 'layers' },
  { id: 'debugging', label: 'Debugging', icon: 'bug' },
] as const;

export type SectionId = (typeof SECTIONS)[number]['id'];

export interface Route {
  readonly section: SectionId;
  /** Of a GitHub Enterprise server, to fill in. */
  readonly host: string;
}

export function routeOf(hash: string): Route {
  const [name, query] = hash.replace(/^#/, '').split('?', 2);
  const known = SECTIONS.find(({ id }) => id === name);
  return { section: known?.id ?? 'connection', host: new URLSearchParams(query).get('host') ?? '' };
}

/** The address of a section, from any page of ours. */
export function sectionAddress(section: SectionId, host?: string): string {
  return `/options.html#${section}${host === undefined ? '' : `?host=${encodeURIComponent(host)}`}`;
}

export function useRoute(): Route {
  const [route, go] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = () => {
      go(routeOf(location.hash));
    };
    window.addEventListener('hashchange', follow);
    return () => {
      window.removeEventListener('hashchange', follow);
    };
  }, []);
  return route;
}
