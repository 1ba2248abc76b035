import { describe, expect, it } from 'vitest';
import { CONTRAST_DARK, CONTRAST_LIGHT, DARK, FORCED, LIGHT, type Palette } from './palettes.ts';
import { tokens } from './tokens.ts';

/** Relative luminance of `#rrggbb`: WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const SURFACES = ['bg', 'raised', 'hover'] as const;
const STATUSES = ['important', 'relevant', 'success'] as const;

/** [what is drawn, on what] */
const TEXTS: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ...(['fg', 'muted', 'accent', ...STATUSES] as const).flatMap((text) =>
    SURFACES.map((surface) => [text, surface] as const),
  ),
  ...STATUSES.flatMap((status) => [[status, `${status}-bg`] as const, ['fg', `${status}-bg`] as const]),
  ['on-accent', 'accent'],
];
const SHAPES: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ...(['control', 'focus'] as const).flatMap((shape) => (['bg', 'raised'] as const).map((on) => [shape, on] as const)),
  ['focus', 'hover'],
];

const LOOKS: readonly (readonly [string, Palette, number])[] = [
  ['light', LIGHT, 4.5],
  ['dark', DARK, 4.5],
  ['high contrast, light', CONTRAST_LIGHT, 7],
  ['high contrast, dark', CONTRAST_DARK, 7],
];

describe.each(LOOKS)('%s', (_, palette, least) => {
  it.each(TEXTS)(`text %s on %s has its contrast`, (text, surface) => {
    expect(ratio(palette[text], palette[surface])).toBeGreaterThanOrEqual(least);
  });

  it.each(SHAPES)('the shape %s on %s has 3:1', (shape, surface) => {
    expect(ratio(palette[shape], palette[surface])).toBeGreaterThanOrEqual(3);
  });
});

describe('tokens', () => {
  it('measures contrast as WCAG does', () => {
    expect(ratio('#000000', '#ffffff')).toBe(21);
    expect(ratio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('sets every colour for every look, and nothing in a way that a page could win over', () => {
    for (const scope of [':host', ':root', '.panel']) {
      const css = tokens(scope);
      expect(css.match(/[^t];/g)).toBeNull();
      for (const name of Object.keys(LIGHT)) {
        expect(css.split(`--sk-${name}: `)).toHaveLength(9);
      }
    }
  });

  it('asks the host for its attribute in the form that shadow roots know', () => {
    expect(tokens(':host')).toContain(':host([data-theme="dark"]) {');
    expect(tokens(':host')).not.toContain(':host[');
    expect(tokens(':root')).toContain(':root[data-theme="dark"] {');
  });

  it('has system colours for each name where the system forces them', () => {
    expect(Object.keys(FORCED)).toEqual(Object.keys(LIGHT));
    expect(Object.values<string>({ ...FORCED }).filter((colour) => !/^[A-Z][A-Za-z]+$/.test(colour))).toEqual([]);
  });
});
