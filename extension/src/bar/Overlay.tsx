import { useLayoutEffect, useRef } from 'preact/hooks';

import type { PageContext } from '../context/model.ts';
import { Icon } from '../icons/index.ts';
import type { RunState, ShownPart } from '../run/reducer.ts';
import { wordsFor } from '../run/words.ts';
import { asCommand, asJson } from './command.ts';
import { CopyButton } from './CopyButton.tsx';
import { cut, IN_MENU } from './cut.ts';
import { raise } from './layer.ts';
import { tipped } from './tips.ts';

export interface OverlayProps {
  readonly context: PageContext | null;
  readonly run: RunState;
  readonly onClose: () => void;
}

/** For authors: exactly what this page sends, and what came back. */
export function Overlay({ context, run, onClose }: OverlayProps) {
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    raise(panel.current);
  }, []);
  return (
    <section
      ref={panel}
      class="popup overlay"
      popover="manual"
      role="dialog"
      aria-label="What Skerry sends"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div class="head">
        <h2>What is sent</h2>
        <button class="icon-button" type="button" aria-label="Close" ref={tipped('Close')} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      {context === null ? (
        <p>Nothing was sent: no integration of the server can match this page.</p>
      ) : (
        <>
          <pre tabIndex={0} aria-label="The context">
            {asJson(context)}
          </pre>
          <div class="buttons">
            <CopyButton label="Copy as JSON" text={asJson(context)} />
            <CopyButton label="Copy as skerry run" icon="terminal" text={asCommand(context, onlyOne(run.parts))} />
          </div>
          <h2>What came back</h2>
          <CameBack context={context} run={run} />
        </>
      )}
    </section>
  );
}

function CameBack({ context, run }: { readonly context: PageContext; readonly run: RunState }) {
  return (
    <>
      <p class="facts">{factsOf(run)}</p>
      {run.parts.length > 0 && (
        <ul>
          {run.parts.map((shown) => (
            <PartLine key={`${shown.part.integration ?? ''}/${shown.part.rank}`} context={context} shown={shown} />
          ))}
        </ul>
      )}
    </>
  );
}

function PartLine({ context, shown }: { readonly context: PageContext; readonly shown: ShownPart }) {
  const { integration, items, error, run, cached, ms } = shown.part;
  const facts = [
    error === undefined ? `${items.length} item${items.length === 1 ? '' : 's'}` : 'failed',
    ...(shown.stale ? ['from before'] : []),
    ...(cached === true ? ['cached'] : []),
    ...(ms === undefined ? [] : [`${ms.toFixed(ms < 10 ? 1 : 0)} ms`]),
  ];
  return (
    <li>
      <span class="name" dir="auto">
        {cut(integration ?? 'not named', 100)}
      </span>
      <span class="facts">{facts.join(', ')}</span>
      {run !== undefined && <code>{cut(run, 64)}</code>}
      {run !== undefined && <CopyButton label="Copy the run's id" text={run} small />}
      {integration !== null && (
        <CopyButton label="Copy as skerry run" icon="terminal" text={asCommand(context, integration)} small />
      )}
      {error !== undefined && (
        <span class="why" dir="auto">
          {cut(error, IN_MENU)}
        </span>
      )}
    </li>
  );
}

function factsOf(run: RunState): string {
  switch (run.phase) {
    case 'loading':
      return 'The answer is under way.';
    case 'failed':
      return run.failure === null ? '' : `${wordsFor(run.failure).title}. ${wordsFor(run.failure).detail}`;
    case 'done':
      return `${
        run.parts.length === 0
          ? 'Nothing matched: no integration has something for this page'
          : `${run.parts.length} integration${run.parts.length === 1 ? '' : 's'}`
      }${run.ms === null ? '.' : `, ${Math.round(run.ms)} ms in all.`}`;
  }
}

function onlyOne(parts: readonly ShownPart[]): string | null {
  return parts.length === 1 ? (parts[0]?.part.integration ?? null) : null;
}
