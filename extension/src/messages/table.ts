/** Every message between the parts of the extension. `ask` goes there, `answer` comes back.
 *
 * Names say who may send: `page.` content scripts (the worker checks the sender's tab, frame and origin), `palette.` the
 * palette's frame, `own.` popup, options and welcome page. `tab.` goes from the worker to a tab's content scripts. */

import type { PageContext } from '../context/model.ts';
import type { AdapterDefinition } from '../declared/model.ts';
import type { Failure, Part, RunEvent } from '../run/events.ts';
import type { Managed, Mode, Place, Settings, SettingsChange, Theme } from '../settings/model.ts';
import type { MatchRule } from '../wire/types.ts';

/** How a page is read. */
export type Reading =
  { readonly kind: 'github' | 'aws' | 'generic' } | { readonly kind: 'declared'; readonly adapter: AdapterDefinition };

/** What a content script may know of the settings, for its own page. */
export interface Site {
  /** Null: this page is not read, and the script goes to sleep. */
  readonly reading: Reading | null;
  /** Who answers, as a name that tells nothing: it is another one as soon as server, token or demo are. */
  readonly connection: string;
  /** What integrations can match at all; null where the server does not say: then anything may match. */
  readonly rules: readonly MatchRule[] | null;
  readonly display: {
    readonly mode: Mode;
    readonly theme: Theme;
    readonly place: Place | null;
    readonly hidden: readonly string[];
  };
  readonly overlay: boolean;
}

/** The verdict of "Test connection". */
export type Verdict =
  | {
      readonly ok: true;
      /** "Skerry 0.1.0", or "a ToolJump server". */
      readonly server: string;
      readonly skerry: boolean;
      readonly integrations: 'some' | 'none' | 'unknown';
      readonly ms: number;
    }
  | { readonly ok: false; readonly failure: Failure };

export interface CustomDomain {
  readonly origin: string;
  readonly on: boolean;
  /** Whether the browser lets us read it. */
  readonly granted: boolean;
  /** False where the administrator's list does not have it. */
  readonly allowed: boolean;
}

export interface DeclaredAdapter {
  readonly adapter: AdapterDefinition;
  /** SHA-256 of the definition, hex. */
  readonly digest: string;
  /** `new`: never agreed to; `changed`: agreed to another digest; `on`; `invalid`: the server's definition is refused. */
  readonly state: 'new' | 'changed' | 'on' | 'invalid';
  readonly problem?: string;
  /** Of a changed one, what was agreed to, so that people see what is new. Absent where it was not kept. */
  readonly agreed?: AdapterDefinition;
  /** Origin patterns to ask for, `https://host/*`. */
  readonly origins: readonly string[];
  readonly granted: boolean;
}

/** One request to the server, for Debugging. Never holds the token or results. */
export interface RequestNote {
  /** ms since the epoch. */
  readonly at: number;
  readonly url: string;
  /** The HTTP status, or the kind of failure. */
  readonly outcome: string;
  /** ms until the first item, and until the end. */
  readonly first: number | null;
  readonly total: number;
  readonly items: number;
  readonly aborted: boolean;
}

/** Everything that popup and options show. */
export interface State {
  readonly settings: Settings;
  readonly managed: Managed;
  /** Whether a token is kept; never the token. */
  readonly token: boolean;
  readonly domains: readonly CustomDomain[];
  readonly adapters: readonly DeclaredAdapter[];
  /** Set where the lists above could not be fetched. */
  readonly failure: Failure | null;
  readonly requests: readonly RequestNote[];
}

/** A tab's page, for the popup. */
export interface TabState {
  readonly origin: string | null;
  /** Why nothing is shown: the page is none we know, is switched off, is not allowed yet, cannot match, no server. */
  readonly state: 'shown' | 'off' | 'unknown-site' | 'not-allowed' | 'no-match' | 'no-server' | 'restricted';
  readonly context: PageContext | null;
  readonly parts: readonly Part[];
  readonly failure: Failure | null;
}

export interface Messages {
  /** `again`: the same document said it before, and what it was answered since is still its own. */
  'page.hello': { ask: { url: string; again: boolean }; answer: Site };
  /** Puts `bar.js` into the sender's frame. */
  'page.draw': { ask: null; answer: null };
  'page.place': { ask: { place: Place }; answer: null };
  /** Answers the address for a palette frame in this tab: good once, for a minute. */
  'page.palette': { ask: null; answer: { src: string } };
  'page.options': { ask: null; answer: null };
  'page.hide': { ask: { integration: string }; answer: null };

  'palette.items': { ask: { ticket: string }; answer: { parts: readonly Part[]; theme: Theme } };
  'palette.close': { ask: { ticket: string }; answer: null };

  'own.state': { ask: null; answer: State };
  'own.change': { ask: { change: SettingsChange }; answer: State };
  /** Null forgets it. */
  'own.token': { ask: { token: string | null }; answer: State };
  /** Tries a server; without values the one that is kept. Keeps nothing. */
  'own.test': { ask: { server?: string; token?: string }; answer: Verdict };
  /** Fetches the server's lists again. */
  'own.refresh': { ask: null; answer: State };
  /** After the browser's permission was given in the click. */
  'own.domain': { ask: { origin: string; on: boolean }; answer: State };
  'own.adapter': { ask: { file: string; digest: string; on: boolean }; answer: State };
  'own.enterprise': { ask: { origin: string; on: boolean }; answer: State };
  'own.tab': { ask: { tabId: number }; answer: TabState };
  /** Reads the active tab now: for browsers that allow the extension on click only. */
  'own.wake': { ask: { tabId: number }; answer: TabState };
  'own.export': { ask: null; answer: { json: string } };
  'own.import': { ask: { json: string }; answer: { state: State } | { error: string } };

  'tab.focus': { ask: null; answer: null };
  'tab.palette': { ask: null; answer: null };
  'tab.palette-closed': { ask: null; answer: null };
  /** The settings for this page may have changed: say hello again. `connection`: somebody else answers now, so ask again
   * what was asked before `Site.connection` became what it is. */
  'tab.changed': { ask: { connection: boolean }; answer: null };
}

export type MessageName = keyof Messages;
export type Ask<Name extends MessageName> = Messages[Name]['ask'];
export type Answer<Name extends MessageName> = Messages[Name]['answer'];

/** The port of one run: the page sends one question, the worker events. The page closes it when it has left. */
export const RUN_PORT = 'run';
export interface RunQuestion {
  readonly context: PageContext;
}
export type RunMessage = RunEvent;
