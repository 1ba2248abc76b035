/** Stand-ins for tests: doors that lead nowhere, and what the worker might say. */

import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';

import type { Answer, Ask, State, TabState } from '../messages/table.ts';
import { DEFAULTS, type Settings, type SettingsChange } from '../settings/model.ts';
import { changed } from '../settings/change.ts';
import { DoorsContext, type Doors, type OwnName } from './doors.ts';

type Answers = { readonly [Name in OwnName]?: (ask: Ask<Name>) => Answer<Name> | Promise<Answer<Name>> };

export interface FakeDoors extends Doors {
  /** What was asked for, in order: messages as `[name, ask]`, permissions as `['grant', origins, also]`. */
  readonly log: readonly (readonly unknown[])[];
  readonly saved: readonly string[];
  /** The page is looked at again. */
  readonly look: () => void;
}

export interface FakeOptions {
  readonly state?: State;
  readonly answers?: Answers;
  /** What the user says to the browser's question. */
  readonly allows?: boolean;
  readonly granted?: boolean;
}

/** A worker that does what it is told: changes of settings and of the token change the state. */
export function fakeDoors({
  state = stateWith(),
  answers = {},
  allows = true,
  granted = true,
}: FakeOptions = {}): FakeDoors {
  const log: (readonly unknown[])[] = [];
  const saved: string[] = [];
  const listeners = new Set<() => void>();
  let now = state;
  const worker: Answers = {
    'own.state': () => now,
    'own.refresh': () => now,
    'own.change': ({ change }) => (now = { ...now, settings: changed(now.settings, change) }),
    'own.token': ({ token }) => (now = { ...now, token: token !== null }),
    'own.domain': () => now,
    'own.adapter': () => now,
    'own.enterprise': () => now,
    ...answers,
  };
  return {
    log,
    saved,
    look() {
      for (const listener of listeners) listener();
    },
    async send<Name extends OwnName>(name: Name, ask: Ask<Name>): Promise<Answer<Name>> {
      log.push([name, ask]);
      const answer = worker[name];
      if (answer === undefined) throw new Error(`nobody answers ${name}`);
      return answer(ask);
    },
    grant(origins, also = []) {
      log.push(['grant', origins, also]);
      return Promise.resolve(allows);
    },
    granted: () => Promise.resolve(granted),
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tab: () => Promise.resolve(12),
    copy: () => Promise.resolve(true),
    save: (name, text) => void saved.push(name, text),
    builtIn: ['https://github.com/*', 'https://*.console.aws.amazon.com/*'],
    version: '0.1.0',
  };
}

export const SERVER = 'https://skerry.acme.example';

export function settingsWith(change: SettingsChange = {}): Settings {
  return changed(changed(DEFAULTS, { connection: { server: SERVER } }), change);
}

/** Connected to `SERVER`. */
export function stateWith(over: Partial<State> = {}): State {
  const nothing = { managed: {}, token: true, domains: [], adapters: [], failure: null, requests: [] };
  return { settings: settingsWith(), ...nothing, ...over };
}

/** Just installed. */
export const FRESH: State = stateWith({ settings: DEFAULTS, token: false });

export function tabWith(over: Partial<TabState> = {}): TabState {
  return { origin: 'https://github.com', state: 'shown', context: null, parts: [], failure: null, ...over };
}

export interface Drawn {
  readonly root: HTMLElement;
  readonly text: () => string;
  /** The first element whose accessible name or text is this; throws where there is none. */
  readonly find: (selector: string, name: string) => HTMLElement;
  readonly has: (selector: string, name: string) => boolean;
  readonly click: (selector: string, name: string) => Promise<void>;
  /** Into the field with this label. */
  readonly type: (label: string, value: string) => Promise<void>;
  /** Lets everything that is under way come to its end. */
  readonly settle: () => Promise<void>;
}

export async function draw(view: ComponentChild, doors: Doors): Promise<Drawn> {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const settle = () =>
    act(async () => {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    });
  await act(() => {
    render(<DoorsContext.Provider value={doors}>{view}</DoorsContext.Provider>, root);
  });
  await settle();
  const all = (selector: string, name: string) =>
    [...root.querySelectorAll<HTMLElement>(selector)].filter((element) => nameOf(element).includes(name));
  const find = (selector: string, name: string): HTMLElement => {
    const [found] = all(selector, name);
    if (!found) throw new Error(`no ${selector} is named "${name}" in: ${root.textContent}`);
    return found;
  };
  return {
    root,
    settle,
    find,
    text: () => root.textContent,
    has: (selector, name) => all(selector, name).length > 0,
    async click(selector, name) {
      await act(() => {
        find(selector, name).click();
      });
      await settle();
    },
    async type(label, value) {
      const field = find('input', label);
      if (!(field instanceof HTMLInputElement)) throw new Error(`${label} is no field`);
      await act(() => {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
    },
  };
}

function nameOf(element: HTMLElement): string {
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
  return [element.getAttribute('aria-label'), element.textContent, ...labels.map((label) => label.textContent)].join(
    ' ',
  );
}
