/** What is said when there is no answer, and what can be done about it. Pure; drawn by the bar and by the popup. */

import type { Failure, Part } from './events.ts';

export type Remedy =
  | { readonly kind: 'retry'; readonly label: string }
  | { readonly kind: 'settings'; readonly label: string }
  /** Opens an address of the server in a tab. http or https. */
  | { readonly kind: 'open'; readonly label: string; readonly href: string };

export interface Words {
  /** Short: it stands in the bar. */
  readonly title: string;
  /** One or two sentences: why, and the remedy. */
  readonly detail: string;
  readonly remedies: readonly Remedy[];
  /** Seconds until it is asked again without anybody's doing; null: it is not. */
  readonly again: number | null;
  /** Whether somebody has to do something, or it is the way of things. */
  readonly tone: 'important' | 'relevant';
}

/** Characters of somebody else's message. */
const MOST = 300;

const RETRY: Remedy = { kind: 'retry', label: 'Retry' };
const SETTINGS: Remedy = { kind: 'settings', label: 'Open settings' };

export function wordsFor(failure: Failure): Words {
  switch (failure.kind) {
    case 'unset':
      return {
        title: 'No server yet',
        detail: "Skerry asks your team's server what belongs to a page. Give its address, or try the demo.",
        remedies: [{ kind: 'settings', label: 'Set up' }],
        again: null,
        tone: 'relevant',
      };
    case 'token-missing':
      return important('No token yet', 'The server wants to know who asks. Whoever runs it can give you a token.', [
        { kind: 'settings', label: 'Add the token' },
      ]);
    case 'permission':
      return important(
        `The browser does not let Skerry ask ${hostOf(failure.origin)}`,
        `The extension has not been allowed to reach ${failure.origin}. In the settings one click allows it.`,
        [{ kind: 'settings', label: 'Give access' }],
      );
    case 'unreachable':
      return unreachable(failure);
    case 'certificate':
      return important(
        `The certificate of ${hostOf(failure.server)} is not trusted`,
        `The browser says ${limit(failure.code)}. Open the address to see the certificate; with one of your company, its authority has to be installed.`,
        [...open(failure.server, 'See the certificate'), RETRY],
      );
    case 'timeout':
      return important(
        `No answer from ${hostOf(failure.server)} in ${failure.seconds} s`,
        'The server took the request but was too slow. It may be busy, or something on the way holds the answer back.',
        [RETRY],
      );
    case 'unauthorized':
      return important(
        'The server does not accept the token',
        withMessage('It may be mistyped, or have been replaced.', failure.message),
        [SETTINGS, RETRY],
      );
    case 'limited':
      return waiting('Too many requests', 'The server allows only so many in a minute.', failure.seconds);
    case 'full':
      return waiting('The server is busy', 'All its places are taken just now.', failure.seconds);
    case 'refused':
      if (failure.status === 404) {
        return important(
          'There is no Skerry at this address (404)',
          withMessage(
            'Something answers, but it does not know the path. Is the address in the settings right, with its path?',
            failure.message,
          ),
          [SETTINGS, RETRY],
        );
      }
      return important(
        `The server refuses this page (${failure.status})`,
        withMessage('It does not take what was asked.', failure.message, failure.requestId),
        [RETRY, SETTINGS],
      );
    case 'broken':
      return important(
        `The server failed (${failure.status})`,
        withMessage('The fault is on its side; its log says more.', failure.message, failure.requestId),
        [RETRY],
      );
    case 'strange':
      return important(
        'This is no answer of a Skerry server',
        withMessage('Is the address in the settings right?', failure.message),
        [SETTINGS, RETRY],
      );
    case 'cut':
      return important('The answer broke off', withMessage('Some results may be missing.', failure.message), [RETRY]);
  }
}

/** A countdown's words: `12 s`, `3 min`. */
export function inTime(seconds: number): string {
  return seconds < 100 ? `${Math.max(Math.ceil(seconds), 0)} s` : `${Math.ceil(seconds / 60)} min`;
}

/** `5 minutes ago`, for an answer from before. ms. */
export function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'less than a minute ago';
  if (minutes < 60) return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return hours === 1 ? 'an hour ago' : `${hours} hours ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** Which integration failed, and why. */
export function troubleOf(part: Part & { readonly error: string }): { readonly title: string; readonly why: string } {
  const name = part.integration ?? 'An integration';
  // ToolJump's servers, and ours to ToolJump's extension, put the name in front of the reason.
  const why = part.error.startsWith(`${name}: `) ? part.error.slice(name.length + 2) : part.error;
  return { title: `${name} failed`, why: why.trim() === '' ? 'It did not say why.' : why };
}

/** Without the browser's own word a bad certificate looks the same as nobody there. */
function unreachable({ server, code }: Failure & { readonly kind: 'unreachable' }): Words {
  const title = `Cannot reach ${hostOf(server)}`;
  const why = 'Is the server running, and are you in the network (VPN) that it is in?';
  if (code === undefined && server.startsWith('https:')) {
    const either = 'It did not answer, or the browser does not trust its certificate: here both look the same.';
    const remedies = [...open(server, 'Open its address'), RETRY, SETTINGS];
    return important(title, `${either} Opening its address shows which. ${why}`, remedies);
  }
  const said = code === undefined ? '' : ` The browser says ${limit(code)}.`;
  return important(title, `It did not answer. ${why}${said}`, [RETRY, SETTINGS]);
}

function important(title: string, detail: string, remedies: readonly Remedy[]): Words {
  return { title, detail, remedies, again: null, tone: 'important' };
}

function waiting(title: string, detail: string, seconds: number): Words {
  return {
    title,
    detail: `${detail} Skerry asks again by itself.`,
    remedies: [{ kind: 'retry', label: 'Retry now' }],
    again: Math.max(seconds, 1),
    tone: 'relevant',
  };
}

function withMessage(detail: string, message: string, requestId?: string): string {
  const said = message.trim() === '' ? '' : ` It said: ${limit(message)}`;
  const id = requestId === undefined ? '' : ` (request ${limit(requestId)})`;
  return detail + said + id;
}

function open(server: string, label: string): readonly Remedy[] {
  return /^https?:\/\//.test(server) && URL.canParse(server) ? [{ kind: 'open', label, href: server }] : [];
}

function hostOf(server: string): string {
  return URL.canParse(server) ? limit(new URL(server).host) : 'the server';
}

function limit(message: string): string {
  return message.length <= MOST ? message : `${message.slice(0, MOST)}…`;
}
