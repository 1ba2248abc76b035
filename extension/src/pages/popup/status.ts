/** What the popup says about the tab's page. Pure. */

import { hostFits } from '../../declared/host.ts';
import type { State, TabState } from '../../messages/table.ts';
import type { Failure } from '../../run/events.ts';
import { hostName } from '../host.ts';
import type { Tone } from '../parts/Notice.tsx';

/** What the user can do about it, with one click. */
export type Action =
  /** Let the browser allow the page's site. */
  | { readonly kind: 'allow'; readonly origin: string }
  /** Switch on a custom domain that the server offers. */
  | { readonly kind: 'domain'; readonly origin: string }
  /** Read what an adapter would read, in Providers. */
  | { readonly kind: 'adapter'; readonly name: string }
  /** Tell the extension that this is a GitHub Enterprise server. */
  | { readonly kind: 'enterprise'; readonly host: string };

export type Status =
  | {
      readonly kind: 'words';
      readonly tone: Tone;
      readonly title: string;
      readonly text: string;
      readonly action: Action | null;
    }
  | { readonly kind: 'failure'; readonly failure: Failure };

export function statusOf(tab: TabState, state: State): Status {
  const { origin } = tab;
  const host = origin === null ? 'this page' : hostName(origin);
  switch (tab.state) {
    case 'shown':
      return tab.failure === null ? shown(tab, state) : { kind: 'failure', failure: tab.failure };
    case 'off':
      return words('plain', `Off on ${host}`, 'Nothing is read or sent here until you switch it on.');
    case 'not-allowed':
      return words(
        'warn',
        `Not allowed on ${host} yet`,
        'Your browser lets Skerry read this site only after you say so.',
        origin === null ? null : { kind: 'allow', origin },
      );
    case 'no-match':
      return words('plain', 'Nothing for this page', 'No integration of your server is for it, so nothing was sent.');
    case 'no-server':
      return { kind: 'failure', failure: tab.failure ?? { kind: 'unset' } };
    case 'restricted':
      return words('plain', 'A page of the browser', 'The browser lets no extension read it.');
    case 'unknown-site':
      return origin === null ? words('plain', 'Not a site that Skerry reads', '') : unknown(origin, state);
  }
}

function shown({ parts }: TabState, { settings }: State): Status {
  const visible = parts.filter(
    ({ integration }) => integration === null || !settings.display.hidden.includes(integration),
  );
  const results = visible.reduce((sum, part) => sum + part.items.length, 0);
  const failed = visible.filter((part) => part.error !== undefined).length;
  if (results === 0 && failed === 0) {
    return words('plain', 'No results for this page', 'The server was asked and has nothing for it, or not yet.');
  }
  return words(
    failed > 0 ? 'warn' : 'good',
    results === 1 ? '1 result' : `${results} results`,
    failed === 0 ? '' : failed === 1 ? '1 integration failed.' : `${failed} integrations failed.`,
  );
}

function unknown(origin: string, { domains, adapters }: State): Status {
  const host = hostName(origin);
  const offered = domains.find((domain) => domain.origin === origin);
  if (offered?.allowed === true && !offered.on) {
    return words('plain', `Your server has something for ${host}`, 'Switched on, Skerry reads its addresses.', {
      kind: 'domain',
      origin,
    });
  }
  if (offered?.allowed === false) {
    return words('plain', `${host} is not allowed`, "It is not in your administrator's list of domains.");
  }
  const described = adapters.find(
    ({ adapter, state }) =>
      (state === 'new' || state === 'changed') &&
      adapter.hosts.some((wanted) => hostFits(wanted, new URL(origin).hostname)),
  );
  if (described) {
    return described.state === 'new'
      ? words('plain', `Your server can read ${host}`, 'See what it reads, and agree or not.', {
          kind: 'adapter',
          name: described.adapter.name,
        })
      : words('warn', `What is read on ${host} has changed`, 'It is off until you have seen the change and agree.', {
          kind: 'adapter',
          name: described.adapter.name,
        });
  }
  return words('plain', `Skerry does not read ${host}`, 'Your server has no integration for this site.', {
    kind: 'enterprise',
    host,
  });
}

function words(tone: Tone, title: string, text: string, action: Action | null = null): Status {
  return { kind: 'words', tone, title, text, action };
}
