/** What is typed into the form of the connection, checked before anybody is asked. */

import { readAddress } from '../../server/address.ts';
import { readToken } from '../../settings/decode.ts';

export interface Draft {
  readonly server: string;
  readonly token: string;
}

/** What is kept so far. */
export interface Kept {
  readonly server: string | null;
  readonly token: boolean;
  /** The administrator's policy has the token: none is typed in. */
  readonly tokenLocked: boolean;
}

/** A null token: the one that is kept. */
export interface Values {
  readonly server: string;
  readonly token: string | null;
}

export interface Errors {
  readonly server: string | null;
  readonly token: string | null;
}

export function checked(draft: Draft, kept: Kept): { readonly values: Values } | { readonly errors: Errors } {
  const address = draft.server.trim() === '' ? MISSING : readAddress(completed(draft.server));
  const server = 'server' in address ? address.server : null;
  const token = draft.token.trim();
  const errors = {
    server: 'problem' in address ? sentence(address.problem) : null,
    token: tokenProblem(token, server, kept),
  };
  if (server === null || errors.token !== null) return { errors };
  return { values: { server, token: token === '' ? null : token } };
}

const MISSING = { problem: 'the address is missing: type the one of your server, like https://skerry.example.com' };

/** `skerry.example.com` is `https://skerry.example.com`, on this machine `http://127.0.0.1:3000`. */
export function completed(typed: string): string {
  const text = typed.trim();
  if (text === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
  return /^(localhost|127\.0\.0\.1)([:/]|$)/i.test(text) ? `http://${text}` : `https://${text}`;
}

/** A token is for the server that it was typed in for: another one never gets to see it. */
function tokenProblem(token: string, server: string | null, kept: Kept): string | null {
  if (kept.tokenLocked) return null;
  if (token !== '') {
    return readToken(token) === null
      ? 'This is no token: it has spaces or letters that no token has. Copy it again.'
      : null;
  }
  if (!kept.token) return 'The token is missing: "skerry token" prints one, or ask who runs the server.';
  if (server !== null && kept.server !== null && originOf(server) !== originOf(kept.server)) {
    return `The token that is kept is for ${originOf(kept.server)}: type the token of this server.`;
  }
  return null;
}

export function originOf(server: string): string {
  return new URL(server).origin;
}

function sentence(problem: string): string {
  return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;
}
