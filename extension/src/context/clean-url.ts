/** The address of a page as it is told to the server: without what lets somebody in.
 *
 * User and password are taken out, and so are the values of query and hash parameters whose names look secret (`code=`,
 * `access_token=`, `X-Amz-Signature=`) or that are a JSON Web Token; the names stay. All else stays byte by byte, so that
 * rules about `url` hold. A secret in the path cannot be told from a name, and stays. */

import type { PageContext } from './model.ts';

/** Anywhere in a parameter's name. */
const SECRET_WORDS =
  /token|passw|pwd|secret|signature|credential|session|csrf|xsrf|nonce|jwt|assertion|verifier|api[-_]?key|access[-_]?key|saml|x-amz-|x-goog-/i;
/** The whole name. */
const SECRET_NAMES = /^(?:code|state|sig|key|auth|authorization|otp|totp|pin|ticket|invite|relaystate|sid|se|sv)$/i;
const JSON_WEB_TOKEN = /^eyJ[\w-]+\.[\w-]+\./;

// Parameters follow ? & ; : or the hash sign, in a query as well as in a hash that is a small address of its own.
const PARAMETER = /(^|[?&;:#/])([^?&;:#/=]+)=([^?&;#]*)/g;

/** Characters. A longer address loses its hash, then its query: a page's state may be megabytes. */
const LONGEST = 8192;

export function cleanUrl(url: URL): string {
  const clean = new URL(url);
  clean.username = '';
  clean.password = '';
  if (clean.href.length > LONGEST) clean.hash = '';
  if (clean.href.length > LONGEST) clean.search = '';
  const [start, query, hash] = parts(clean);
  return start + withoutSecrets(query) + withoutSecrets(hash);
}

function parts({ href, search, hash }: URL): [string, string, string] {
  const end = href.length - hash.length;
  return [href.slice(0, end - search.length), href.slice(end - search.length, end), href.slice(end)];
}

function withoutSecrets(text: string): string {
  return text.replace(PARAMETER, (whole, before: string, name: string, value: string) =>
    isSecret(decoded(name), value) ? `${before}${name}=` : whole,
  );
}

function isSecret(name: string, value: string): boolean {
  if (SECRET_WORDS.test(name) || SECRET_NAMES.test(name)) return true;
  const plain = decoded(value);
  // An address inside, such as `next=https%3A%2F%2Fhost%2F%3Ftoken%3D1`.
  return JSON_WEB_TOKEN.test(plain) || (plain !== value && withoutSecrets(plain) !== plain);
}

/** Whether a context was read from the page at this address. GitHub's have no hash. */
export function isAddressOf(url: URL, context: PageContext): boolean {
  const clean = cleanUrl(url);
  return context.url === clean || context.url === clean.split('#', 1)[0];
}

/** Percent signs resolved; the text itself where they make no sense. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
