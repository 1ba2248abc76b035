/** The theme of a page of ours: the one it had the last time at once, the settings' as soon as they are known. */

import { useEffect } from 'preact/hooks';

import type { State } from '../messages/table.ts';
import { withManaged } from '../settings/change.ts';
import type { Theme } from '../settings/model.ts';
import { adoptTokens, themePage } from '../theme/adopt.ts';

/** In `localStorage`, the only place that can be read before the first frame. Settings are never read from here. */
const REMEMBERED = 'theme';
const THEMES: readonly Theme[] = ['system', 'light', 'dark', 'contrast'];

/** Marks the small bars that show what a theme looks like; each has a `data-theme` of its own. */
export const PREVIEW = '.theme-preview';

export function themeAtOnce(): void {
  const remembered = localStorage.getItem(REMEMBERED);
  themePage(THEMES.find((theme) => theme === remembered) ?? 'system');
  adoptTokens(document, PREVIEW);
}

export function useTheme(state: State | null): void {
  const theme = state && withManaged(state.settings, state.managed).display.theme;
  useEffect(() => {
    if (theme === null) return;
    themePage(theme);
    localStorage.setItem(REMEMBERED, theme);
  }, [theme]);
}
