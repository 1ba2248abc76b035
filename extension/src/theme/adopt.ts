/** Puts the tokens into a page of ours or into a shadow root, as an adopted sheet: no `style` element, so that no policy
 * of the page can refuse it. */

import type { Theme } from '../settings/model.ts';
import { tokens } from './tokens.ts';

export function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

export function adoptTokens(root: DocumentOrShadowRoot, scope: string): void {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetOf(tokens(scope))];
}

export function setTheme(element: Element, theme: Theme): void {
  element.setAttribute('data-theme', theme);
}

/** For popup, options and welcome page: tokens on `:root`, in the theme of the settings. Call again to change the theme. */
export function themePage(theme: Theme): void {
  if (document.adoptedStyleSheets.length === 0) adoptTokens(document, ':root');
  setTheme(document.documentElement, theme);
}
