/** The port on which a page asks, and what it is told. */

import { browser, type Browser } from 'wxt/browser';

import type { PageContext } from '../context/model.ts';
import { answerDemo } from '../demo/answers.ts';
import { mayMatch } from '../matching/may-match.ts';
import { self } from '../messages/receive.ts';
import { senderOf, type PageSender } from '../messages/sender.ts';
import { RUN_PORT, type RunMessage } from '../messages/table.ts';
import type { RunEvent } from '../run/events.ts';
import { STARTED, step, type RunState } from '../run/reducer.ts';
import { Failed, failureOf } from '../server/failed.ts';
import { askServer } from './asking.ts';
import { readQuestion } from './question.ts';
import { decideSite, typeOf } from './site.ts';
import { targetOf } from './target.ts';
import type { World } from './world.ts';

export function answerRuns(world: World): void {
  browser.runtime.onConnect.addListener((port) => {
    const from = port.sender === undefined ? null : senderOf(port.sender, self());
    if (port.name !== RUN_PORT || from?.kind !== 'page') {
      port.disconnect();
      return;
    }
    const left = new AbortController();
    port.onDisconnect.addListener(() => {
      left.abort();
    });
    const first = (message: unknown): void => {
      port.onMessage.removeListener(first); // One question a port.
      void answerRun(message, from, teller(port, left.signal), left.signal, world);
    };
    port.onMessage.addListener(first);
  });
}

function teller(port: Browser.runtime.Port, left: AbortSignal): (event: RunMessage) => void {
  return (event) => {
    if (!left.aborted) port.postMessage(event);
  };
}

type Tell = (event: RunEvent) => void;

/** Always ends with `done` or `failure`, but for a page that has left. */
export async function answerRun(
  message: unknown,
  from: PageSender,
  send: Tell,
  left: AbortSignal,
  world: World,
): Promise<void> {
  const asked = world.now();
  const question = readQuestion(message, from.origin);
  if ('problem' in question) {
    send({ kind: 'failure', failure: { kind: 'refused', status: 0, message: question.problem } });
    return;
  }
  const { context, json } = question;
  let state: RunState = STARTED;
  const tell: Tell = (event) => {
    if (left.aborted) return;
    state = step(state, event);
    world.tabs.note(from.tabId, { context, state });
    send(event);
  };
  try {
    await answer(context, json, from, tell, left, world);
    tell({ kind: 'done', ms: world.now() - asked });
  } catch (error) {
    if (!left.aborted) tell({ kind: 'failure', failure: failureOf(error) });
  }
  if (!left.aborted) await world.tabs.keep(from.tabId);
}

async function answer(
  context: PageContext,
  json: string,
  from: PageSender,
  tell: Tell,
  left: AbortSignal,
  world: World,
): Promise<void> {
  const profile = await world.settings.read();
  const target = targetOf(profile);
  const lists = target === null ? null : await world.lists.need(target);
  const site = decideSite(from.origin, profile, lists);
  if (site.reading === null || typeOf(site.reading) !== context.type) {
    const why = `this page may not be asked about as "${context.type}": its site is switched off or unknown`;
    throw new Failed({ kind: 'refused', status: 0, message: why });
  }
  if (target === null) {
    for (const part of answerDemo(context)) tell({ kind: 'part', part });
    return;
  }
  if (!mayMatch(context, site.rules)) return;
  await askServer({ context, json, target, log: profile.settings.debugging.log }, tell, left, world);
}
