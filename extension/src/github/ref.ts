/** Which part of `REF/path/to/file` is the ref: branches and tags may hold slashes, and only the page knows. */

import type { GitHubPage } from './route.ts';

const SHA = /^[\da-f]{40}$/;
/** The path of the page's own permanent link: `/owner/name/blob/SHA/path`. */
const PERMALINK = /^\/[^/]+\/[^/]+\/[a-z]+\/[\da-f]{40}(?:\/(.+))?$/;

/** `rest`: the path behind `blob` or `tree`, decoded. Without a word of the page the ref is its first part. */
export function splitRef(page: GitHubPage, rest: readonly string[]): { readonly ref: string; readonly path: string } {
  const parts = rest[0] === 'refs' && /^(heads|tags)$/.test(rest[1] ?? '') ? rest.slice(2) : rest;
  const whole = parts.join('/');
  const ref = refLength(page, parts, whole);
  return { ref: whole.slice(0, ref), path: whole.slice(ref + 1) };
}

/** The branch, tag or commit that the page itself says it shows. */
export function shownRef({ document }: GitHubPage): string | null {
  return said(document).next().value ?? null;
}

function refLength(page: GitHubPage, parts: readonly string[], whole: string): number {
  const first = parts[0] ?? '';
  if (parts.length < 2 || SHA.test(first)) return first.length;
  for (const ref of said(page.document)) {
    // What the page says may be of the page before, while the next one is being drawn.
    if (whole === ref || whole.startsWith(`${ref}/`)) return ref.length;
  }
  const path = permalinkPath(page);
  return path !== null && whole.endsWith(`/${path}`) ? whole.length - path.length - 1 : first.length;
}

/** What the page says the ref is, the cheapest place first. */
function* said(document: Document): Generator<string, undefined> {
  const places = [fromFeed, fromPicker, fromData];
  for (const place of places) {
    const ref = place(document);
    if (ref) yield ref;
  }
}

/** The feed of commits: `<link rel="alternate" type="application/atom+xml" title="Recent Commits to shop:feature/x">`. */
function fromFeed(document: Document): string | undefined {
  for (const { title } of document.getElementsByTagName('link')) {
    const ref = /^Recent Commits to [^:]+:(.+)$/.exec(title)?.[1];
    if (ref !== undefined) return ref;
  }
  return undefined;
}

/** The button that chooses another one: `aria-label="feature/x branch"`; on older servers a title. */
function fromPicker(document: Document): string | undefined {
  const button = document.getElementById('ref-picker-repos-header-ref-selector');
  const label = /^(.+) (?:branch|tag|commit|tree)$/.exec(button?.getAttribute('aria-label') ?? '');
  return label?.[1] ?? document.querySelector('summary[data-hotkey="w"][title]')?.getAttribute('title')?.trim();
}

/** The data that the page is drawn from. It may hold a whole file and is searched, not parsed: inside of a text of it
 * the quotes would be escaped. */
function fromData(document: Document): string | undefined {
  for (const script of document.getElementsByTagName('script')) {
    if (script.type !== 'application/json') continue;
    const text = script.textContent;
    const at = text.indexOf('"refInfo":{"name":"');
    if (at >= 0) return jsonText(text.slice(at + 18, at + 600));
  }
  return undefined;
}

function jsonText(start: string): string | undefined {
  const text = /^"(?:[^"\\]|\\.)*"/.exec(start)?.[0];
  try {
    return text === undefined ? undefined : String(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function permalinkPath({ document, url }: GitHubPage): string | null {
  const href = document.querySelector('a.js-permalink-shortcut')?.getAttribute('href') ?? '';
  if (!URL.canParse(href, url.origin)) return null;
  const path = PERMALINK.exec(decodeURI(new URL(href, url.origin).pathname))?.[1];
  return path ?? null;
}
