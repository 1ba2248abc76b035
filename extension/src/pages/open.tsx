/** Begins a page of ours: the theme before the first frame, then the view. */

import { render, type ComponentChild } from 'preact';

import { browserDoors } from './browser-doors.ts';
import { DoorsContext } from './doors.ts';
import { themeAtOnce } from './theme.ts';

export function open(view: ComponentChild): void {
  const page = document.getElementById('page');
  if (page === null) return;
  themeAtOnce();
  render(<DoorsContext.Provider value={browserDoors()}>{view}</DoorsContext.Provider>, page);
}
