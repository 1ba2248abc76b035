/** Where the server is: what a person types, checked and made uniform. */

/** `http:` is for a server on this machine. The manifest's policy (`connect-src`) lets the worker reach only these two by
 * name; other loopback addresses would fail there without a word. */
const LOOPBACK = new Set(['localhost', '127.0.0.1']);

export type Address = { readonly server: string } | { readonly problem: string };

/** `server` has no slash at the end: `https://skerry.example/insights`. */
export function readAddress(typed: string): Address {
  const text = typed.trim();
  const url = parseUrl(text);
  if (url === null || !/^https?:\/\//i.test(text)) {
    return { problem: `"${text}" is no web address: give one like https://skerry.example.com` };
  }
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) {
    return {
      problem: `"${text}" would send your token unencrypted: use https:, or http: with localhost or 127.0.0.1`,
    };
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: 'the address holds a user or a password: leave them out, the token has a field of its own' };
  }
  if (text.includes('?') || text.includes('#')) {
    return { problem: `"${text}" has a query or a fragment: leave out "?" and "#" and what follows` };
  }
  return { server: url.origin + url.pathname.replace(/\/+$/, '') };
}

/** `URL.parse`, which Chrome has only since 126. */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** What the browser's permission for a server, or for any other origin, is asked with. Ports are not told apart: Firefox
 * knows none here. */
export function patternOf(origin: string): string {
  const url = new URL(origin);
  return `${url.protocol}//${url.hostname}/*`;
}
