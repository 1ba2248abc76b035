/** Below the list: more of the chosen row, what the keys do with it, and how many rows there are. */

import type { Row } from './rows.ts';

export interface FooterProps {
  readonly row: Row | null;
  readonly copied: boolean;
  readonly shown: number;
  readonly all: number;
}

export function Footer({ row, copied, shown, all }: FooterProps) {
  return (
    <div class="footer">
      <span class="detail">{row === null ? '' : detailOf(row)}</span>
      <span class="count" role="status">
        {copied ? 'Copied' : countWords(shown, all)}
      </span>
      {row !== null && (
        <span class="keys" aria-hidden="true">
          <kbd>Enter</kbd> {row.href === null ? 'copies' : 'opens'}
          {row.href !== null && (
            <>
              <kbd>{COPY_KEYS}</kbd> copies
            </>
          )}
          <kbd>Esc</kbd> closes
        </span>
      )}
    </div>
  );
}

const COPY_KEYS = /^Mac|^iP/.test(navigator.userAgent.split('(')[1] ?? '') ? '⌘C' : 'Ctrl+C';

/** Where the link goes, before anybody follows it, and what the integration says more. */
export function detailOf({ href, tooltip }: Row): string {
  const target = href === null ? null : targetOf(new URL(href));
  return [target, tooltip?.slice(0, 200) ?? null].filter((text) => text !== null).join(' · ');
}

function targetOf(url: URL): string {
  return url.protocol === 'mailto:' ? url.pathname : url.host;
}

export function countWords(shown: number, all: number): string {
  const results = all === 1 ? '1 result' : `${all} results`;
  return shown === all ? results : `${shown} of ${results}`;
}
