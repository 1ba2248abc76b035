import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { Icon } from '../icons/index.ts';
import { ago, wordsFor } from '../run/words.ts';
import { alarmOf, type Cell, cellsOf, type FailedCell, integrationsOf, summaryOf } from './cells.ts';
import type { Commands } from './commands.ts';
import { FailedDetails } from './FailedDetails.tsx';
import { FailureLine } from './FailureLine.tsx';
import { BarMenu } from './BarMenu.tsx';
import { useOutside } from './outside.ts';
import { Overlay } from './Overlay.tsx';
import { Palette } from './Palette.tsx';
import { Row } from './Row.tsx';
import type { Shown } from './shown.ts';
import { MARGIN } from './spot.ts';
import { StatusMark } from './Status.tsx';
import { tipped } from './tips.ts';
import { Tips } from './Tips.tsx';
import { useAfter } from './useAfter.ts';
import { useFloating } from './useFloating.ts';
import { stopsOf, useToolbar } from './useToolbar.ts';
import { useWidth } from './useWidth.ts';
import { windowSize } from './windowSize.ts';

export interface BarProps {
  readonly shown: Shown;
  readonly commands: Commands;
}

/** ms of waiting before it is shown: most answers are faster, and a flash would only disturb. */
const SKELETON_AFTER = 150;
/** px; a floating bar does not become wider. */
const WIDEST = 960;

export function Bar({ shown, commands }: BarProps) {
  const { view, run } = shown;
  const { mode, place, hidden } = view.site.display;
  const outside = useOutside();
  const frame = useRef<HTMLDivElement>(null);
  const toolbar = useRef<HTMLDivElement>(null);
  /** Where in the page the focus was before it came here. */
  const cameFrom = useRef<HTMLElement | null>(null);
  const [failed, setFailed] = useState<{ cell: FailedCell; anchor: HTMLElement } | null>(null);
  const [overlay, setOverlay] = useState<boolean | null>(null);
  const [palette, setPalette] = useState<string | null>(null);
  const [trouble, setTrouble] = useState(false);
  const [expanding, setExpanding] = useState(false);

  const attempt = useCallback((asked: Promise<unknown>) => {
    asked.catch(() => {
      setTrouble(true);
    });
  }, []);
  const floats = mode === 'floating';
  const floating = useFloating(frame, floats, place, (kept) => {
    attempt(outside.keepPlace(kept));
  });
  const keys = useToolbar(toolbar);
  const width = useWidth(frame);
  const late = useAfter(view.asked + SKELETON_AFTER);

  const cells = cellsOf(run.parts, hidden);
  const loading = run.phase === 'loading' && view.context !== null;
  const overlayShown = overlay ?? view.site.overlay;

  const openPalette = () => {
    cameFrom.current = whereFocusIs(frame.current);
    attempt(
      outside.palette().then((src) => {
        setPalette(src);
      }),
    );
  };
  const closePalette = useCallback(() => {
    setPalette(null);
    cameFrom.current?.focus();
  }, []);
  const focus = () => {
    cameFrom.current = whereFocusIs(frame.current);
    if (floating.collapsed) {
      floating.setCollapsed(false);
      setExpanding(true);
    } else focusFirst(toolbar.current);
  };
  const leave = () => {
    const back = cameFrom.current;
    if (back?.isConnected === true) back.focus();
    else if (frame.current !== null) blurWithin(frame.current);
  };

  useEffect(() =>
    commands.take((command) => {
      if (command === 'focus') focus();
      else if (command === 'palette-closed') closePalette();
      else if (palette === null) openPalette();
      else closePalette();
    }),
  );
  useEffect(() => {
    if (!expanding || floating.collapsed) return;
    focusFirst(toolbar.current);
    setExpanding(false);
  }, [expanding, floating.collapsed]);
  useEffect(() => {
    setFailed(null);
  }, [view.context]);

  const room = (row: HTMLElement): number => {
    const all = frame.current;
    if (!floats || all === null) return row.clientWidth;
    return Math.min(windowSize().width - 2 * MARGIN, WIDEST) - (all.offsetWidth - row.offsetWidth);
  };

  const empty = cells.length === 0 && run.failure === null && !trouble;
  const said = saidOf(shown, cells);
  const menu = (
    <BarMenu
      integrations={integrationsOf(run.parts).filter((name) => !hidden.includes(name))}
      overlay={overlayShown}
      onOverlay={() => {
        setOverlay(!overlayShown);
      }}
      onPalette={openPalette}
      onHide={(integration) => {
        attempt(outside.hide(integration));
      }}
      onSettings={() => {
        attempt(outside.openSettings());
      }}
    />
  );

  return (
    <div
      ref={frame}
      class={`frame ${mode}${floating.collapsed ? ' collapsed' : ''}${floats && empty && !(loading && late) ? ' nothing' : ''}`}
      onFocusIn={(event) => {
        const from = event.relatedTarget;
        if (from instanceof HTMLElement && !event.currentTarget.contains(from)) cameFrom.current = from;
      }}
    >
      {floats && (
        <button
          class="grip"
          type="button"
          aria-label="Move the bar"
          aria-description="The arrow keys move it, with Shift farther"
          ref={tipped('Drag, or use the arrow keys')}
          onPointerDown={(event) => {
            floating.onPointerDown(event);
          }}
          onKeyDown={(event) => {
            floating.onKeyDown(event);
          }}
        >
          <Icon name="grip" />
        </button>
      )}
      <div
        ref={toolbar}
        class="toolbar"
        role="toolbar"
        aria-label="Skerry"
        aria-busy={loading}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.defaultPrevented) leave();
          else keys.onKeyDown(event);
        }}
        onFocusIn={keys.onFocusIn}
        onFocusOut={keys.onFocusOut}
      >
        {floating.collapsed ? (
          <Collapsed
            cells={cells}
            failed={run.failure !== null}
            onExpand={() => {
              floating.setCollapsed(false);
              setExpanding(true);
            }}
          />
        ) : (
          <>
            {trouble && <Trouble />}
            {run.failure !== null && !trouble && <FailureLine failure={run.failure} />}
            {cells.length > 0 && (
              <Row
                cells={cells}
                width={width}
                room={room}
                onFailed={(cell, anchor) => {
                  setFailed({ cell, anchor });
                }}
              />
            )}
            {loading && late && cells.length === 0 && <Skeleton />}
            {run.keptAt !== null && <Kept at={run.keptAt} loading={loading} />}
            <span class="end" />
            {menu}
            {floats && (
              <button
                class="icon-button"
                type="button"
                data-stop
                tabIndex={-1}
                aria-label="Make the bar small"
                ref={tipped('Make the bar small')}
                onClick={() => {
                  floating.setCollapsed(true);
                }}
              >
                <Icon name="chevron-left" />
              </button>
            )}
          </>
        )}
      </div>
      {failed !== null && (
        <FailedDetails
          {...failed}
          onClose={(back) => {
            setFailed(null);
            if (back) failed.anchor.focus();
          }}
          onHide={(integration) => {
            attempt(outside.hide(integration));
          }}
        />
      )}
      {overlayShown && (
        <Overlay
          context={view.context}
          run={run}
          onClose={() => {
            setOverlay(false);
          }}
        />
      )}
      {palette !== null && <Palette src={palette} onClose={closePalette} />}
      <Tips frame={frame} />
      <div class="unseen" role="status">
        {said}
      </div>
    </div>
  );
}

interface CollapsedProps {
  readonly cells: readonly Cell[];
  readonly failed: boolean;
  readonly onExpand: () => void;
}

function Collapsed({ cells, failed, onExpand }: CollapsedProps) {
  const alarm = failed ? 'important' : alarmOf(cells);
  return (
    <button
      class="item"
      type="button"
      data-stop
      tabIndex={-1}
      aria-expanded="false"
      ref={tipped('Show the bar')}
      onClick={onExpand}
    >
      <Icon name="skerry" />
      <StatusMark status={alarm} />
      <span class="unseen">Show the bar: </span>
      <span class="text">{cells.length}</span>
      <span class="unseen"> results</span>
    </button>
  );
}

function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}

/** Something of the row is from an earlier answer. */
function Kept({ at, loading }: { readonly at: number; readonly loading: boolean }) {
  const age = ago(Date.now() - at);
  return (
    <span
      class={`kept${loading ? ' turning' : ''}`}
      data-stop
      tabIndex={-1}
      ref={tipped(loading ? `From ${age}. The new answer is under way.` : `From ${age}: there is no newer answer.`)}
    >
      <Icon name={loading ? 'refresh' : 'history'} />
      <span class="text">{loading ? 'Updating' : age}</span>
    </span>
  );
}

function Trouble() {
  return (
    <div class="failure">
      <span class="item is-important" data-stop tabIndex={-1}>
        <StatusMark status="important" />
        <span class="text">Skerry was updated or switched off: reload this page</span>
      </span>
    </div>
  );
}

function saidOf({ run }: Shown, cells: readonly Cell[]): string {
  if (run.phase === 'loading') return '';
  return run.failure === null ? summaryOf(cells) : `Skerry: ${wordsFor(run.failure).title}`;
}

function focusFirst(toolbar: Element | null): void {
  stopsOf(toolbar)[0]?.focus();
}

/** The element in the page that has the focus; null where it is the bar's own, or nobody's. */
function whereFocusIs(frame: Element | null): HTMLElement | null {
  const root = frame?.getRootNode();
  const inside = root instanceof ShadowRoot ? root.activeElement : null;
  if (inside instanceof HTMLElement) return inside;
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : null;
}

function blurWithin(frame: Element): void {
  const root = frame.getRootNode();
  if (root instanceof ShadowRoot && root.activeElement instanceof HTMLElement) root.activeElement.blur();
}
