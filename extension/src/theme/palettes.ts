/** The colours of each look, as data: `tokens.ts` makes CSS of them, a test computes their contrast. */

export interface Palette {
  /** The surface of bar, page and menu, and what the pointer or the keyboard is on. */
  readonly bg: string;
  readonly raised: string;
  readonly hover: string;
  /** Text, and text of second rank. */
  readonly fg: string;
  readonly muted: string;
  /** A line that only decorates, and the edge that says "here is a control" (3:1). */
  readonly border: string;
  readonly control: string;
  /** Links and the main button; `on-accent` is the text on it. */
  readonly accent: string;
  readonly 'on-accent': string;
  readonly focus: string;
  readonly important: string;
  readonly 'important-bg': string;
  readonly relevant: string;
  readonly 'relevant-bg': string;
  readonly success: string;
  readonly 'success-bg': string;
}

export const LIGHT: Palette = {
  bg: '#ffffff',
  raised: '#ffffff',
  hover: '#eef2f5',
  fg: '#1c2530',
  muted: '#566270',
  border: '#d3dae1',
  control: '#7d8894',
  accent: '#0b6380',
  'on-accent': '#ffffff',
  focus: '#0a6fb8',
  important: '#b1251d',
  'important-bg': '#fdecea',
  relevant: '#855000',
  'relevant-bg': '#fdf2dc',
  success: '#17693a',
  'success-bg': '#e5f5ea',
};

export const DARK: Palette = {
  bg: '#151b22',
  raised: '#1d252e',
  hover: '#2a343f',
  fg: '#e5ebf1',
  muted: '#a4b0bc',
  border: '#36424e',
  control: '#798797',
  accent: '#67c3de',
  'on-accent': '#08222b',
  focus: '#7cc4ff',
  important: '#ff9d95',
  'important-bg': '#45191a',
  relevant: '#f2bd63',
  'relevant-bg': '#3a2a0c',
  success: '#74d79b',
  'success-bg': '#123522',
};

/** High contrast: 7:1 for all text, and every edge is drawn. */
export const CONTRAST_LIGHT: Palette = {
  bg: '#ffffff',
  raised: '#ffffff',
  hover: '#e4ecf2',
  fg: '#000000',
  muted: '#2b333b',
  border: '#000000',
  control: '#000000',
  accent: '#003f56',
  'on-accent': '#ffffff',
  focus: '#0047b3',
  important: '#800a05',
  'important-bg': '#ffffff',
  relevant: '#573300',
  'relevant-bg': '#ffffff',
  success: '#00431c',
  'success-bg': '#ffffff',
};

export const CONTRAST_DARK: Palette = {
  bg: '#000000',
  raised: '#000000',
  hover: '#24303a',
  fg: '#ffffff',
  muted: '#dde4ea',
  border: '#ffffff',
  control: '#ffffff',
  accent: '#9fe3f7',
  'on-accent': '#000000',
  focus: '#ffe14d',
  important: '#ffc1bc',
  'important-bg': '#000000',
  relevant: '#ffd58f',
  'relevant-bg': '#000000',
  success: '#a5f0c1',
  'success-bg': '#000000',
};

/** Where the system decides every colour (`forced-colors`), ours are the system's names. */
export const FORCED: Palette = {
  bg: 'Canvas',
  raised: 'Canvas',
  hover: 'Canvas',
  fg: 'CanvasText',
  muted: 'CanvasText',
  border: 'CanvasText',
  control: 'ButtonBorder',
  accent: 'LinkText',
  'on-accent': 'Canvas',
  focus: 'Highlight',
  important: 'CanvasText',
  'important-bg': 'Canvas',
  relevant: 'CanvasText',
  'relevant-bg': 'Canvas',
  success: 'CanvasText',
  'success-bg': 'Canvas',
};
