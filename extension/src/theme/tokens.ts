/** The look of everything that is ours, as CSS custom properties `--sk-…` on one element: `:host` in the bar, `:root` in a
 * page, a selector elsewhere. Its attribute `data-theme` chooses: `light`, `dark`, `contrast` (in the system's brightness),
 * `system` or none (what the system asks for). */

import type { Theme } from '../settings/model.ts';
import { CONTRAST_DARK, CONTRAST_LIGHT, DARK, FORCED, LIGHT, type Palette } from './palettes.ts';

/** What no theme changes. Sizes are in px: in a page of somebody else `rem` is theirs. */
const FIXED = {
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
  mono: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  'size-small': '12px',
  size: '13px',
  'size-large': '15px',
  line: '1.45',
  gap: '8px',
  radius: '6px',
  'radius-large': '10px',
  /** For `outline`. */
  ring: '2px solid var(--sk-focus)',
  /** For `outline-offset`. */
  'ring-offset': '1px',
  motion: '120ms',
};

type Brightness = 'light' | 'dark';

const SHADOWS: Record<Brightness, string> = {
  light: '0 1px 2px rgb(16 28 40 / 12%), 0 8px 24px rgb(16 28 40 / 16%)',
  dark: '0 1px 2px rgb(0 0 0 / 50%), 0 8px 24px rgb(0 0 0 / 55%)',
};

const DARK_SYSTEM = '(prefers-color-scheme: dark)';
const MORE_CONTRAST = '(prefers-contrast: more)';

/** `!important`: a page's rule for our element (`* { --sk-bg: … }`) would win over `:host` without it. */
function declarations(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `--sk-${name}: ${value} !important;`)
    .join(' ');
}

function look(palette: Palette, brightness: Brightness): string {
  const values = { ...palette, shadow: SHADOWS[brightness] };
  return `color-scheme: ${brightness} !important; ${declarations(values)}`;
}

/** The selector of `scope` with any of the themes; null is no attribute at all. */
function themed(scope: string, themes: readonly (Theme | null)[]): string {
  return themes
    .map((theme) => (theme === null ? ':not([data-theme])' : `[data-theme="${theme}"]`))
    .map((condition) => (scope === ':host' ? `:host(${condition})` : `${scope}${condition}`))
    .join(', ');
}

/** CSS text that sets all tokens on `scope`. */
export function tokens(scope: string): string {
  const system = themed(scope, ['system', null]);
  const contrast = themed(scope, ['contrast']);
  const every = themed(scope, ['system', 'light', 'dark', 'contrast', null]);
  return `
${every} { ${declarations(FIXED)} }
${themed(scope, ['light'])}, ${system} { ${look(LIGHT, 'light')} }
${themed(scope, ['dark'])} { ${look(DARK, 'dark')} }
${contrast} { ${look(CONTRAST_LIGHT, 'light')} }
@media ${DARK_SYSTEM} { ${system} { ${look(DARK, 'dark')} } ${contrast} { ${look(CONTRAST_DARK, 'dark')} } }
@media ${MORE_CONTRAST} { ${system} { ${look(CONTRAST_LIGHT, 'light')} } }
@media ${MORE_CONTRAST} and ${DARK_SYSTEM} { ${system} { ${look(CONTRAST_DARK, 'dark')} } }
@media (forced-colors: active) { ${every} { ${declarations({ ...FORCED, shadow: 'none' })} } }
@media (prefers-reduced-motion: reduce) { ${every} { ${declarations({ motion: '0ms' })} } }
`;
}
