import { expect, it } from 'vitest';

import { changed, toggled, withManaged, withPlace } from './change.ts';
import { MOST_PLACES } from './fields.ts';
import { DEFAULTS } from './model.ts';

it('a change touches only what it names', () => {
  const settings = changed(DEFAULTS, { display: { theme: 'dark' } });
  expect(settings).toEqual({ ...DEFAULTS, display: { ...DEFAULTS.display, theme: 'dark' } });
});

it("the administrator's word stands over the user's", () => {
  const own = changed(DEFAULTS, { connection: { server: 'https://own.example' }, display: { theme: 'dark' } });
  const settings = withManaged(own, { server: 'https://s.example', mode: 'floating' });
  expect(settings.connection.server).toBe('https://s.example');
  expect(settings.display).toEqual({ ...own.display, mode: 'floating' });
  expect(withManaged(own, {})).toEqual(own);
});

it('the oldest places leave, and a place that changes becomes the newest', () => {
  const place = { x: 0, y: 0, collapsed: false };
  const sites = Array.from({ length: MOST_PLACES }, (_, index) => `https://s${index}.example`);
  const full = sites.reduce((settings, site) => withPlace(settings, site, place), DEFAULTS);
  const more = withPlace(withPlace(full, 'https://s0.example', { ...place, x: 9 }), 'https://new.example', place);
  const kept = Object.keys(more.display.places);
  expect(kept).toHaveLength(MOST_PLACES);
  expect(kept.slice(-2)).toEqual(['https://s0.example', 'https://new.example']);
  expect(kept).not.toContain('https://s1.example');
});

it('an entry is in a list once, or not at all', () => {
  expect(toggled(['a', 'b'], 'a', true)).toEqual(['b', 'a']);
  expect(toggled(['a', 'b'], 'a', false)).toEqual(['b']);
});
