/** What may be a link in somebody's page. Server and worker have looked already; this is the last look. */

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** The address as the browser will understand it, or null: then it is drawn as text. */
export function safeHref(href: string | undefined): string | null {
  if (href === undefined || !URL.canParse(href)) return null;
  const url = new URL(href);
  return SCHEMES.has(url.protocol) ? url.href : null;
}

/** Of every link: the new page gets no handle on this one, and is not told where it was opened. */
export const AWAY = { target: '_blank', rel: 'noopener noreferrer' } as const;
