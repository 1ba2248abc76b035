import { expect, it } from 'vitest';

import { senderOf } from './sender.ts';

const SELF = { id: 'skerry', origin: 'chrome-extension://skerry' };
const PAGE = { id: 'skerry', url: 'https://github.com/acme/shop', origin: 'https://github.com', frameId: 0 };
const TAB = { tab: { id: 7 } };

it.each([
  ['a content script in the top frame', { ...PAGE, ...TAB }, { kind: 'page', tabId: 7, origin: 'https://github.com' }],
  [
    'its document is of the origin that the browser says, not of its address',
    { ...PAGE, ...TAB, url: 'https://github.com/', origin: 'null' },
    { kind: 'page', tabId: 7, origin: 'null' },
  ],
  ['a content script in a frame', { ...PAGE, ...TAB, frameId: 3 }, null],
  ['a content script in no tab', PAGE, null],
  ['somebody whose origin is not told', { ...PAGE, ...TAB, origin: undefined }, null],
  ['another extension', { ...PAGE, ...TAB, id: 'other' }, null],
  ['somebody without an address', { ...PAGE, ...TAB, url: undefined }, null],
  ['somebody whose address is none', { ...PAGE, ...TAB, url: 'skerry' }, null],
  ['the options', { id: 'skerry', url: 'chrome-extension://skerry/options.html#display', ...TAB }, { kind: 'own' }],
  ['the popup, which has no tab', { id: 'skerry', url: 'chrome-extension://skerry/popup.html' }, { kind: 'own' }],
  [
    'the palette, framed in a tab',
    { id: 'skerry', url: 'chrome-extension://skerry/palette.html?ticket=1', frameId: 3, ...TAB },
    { kind: 'palette', tabId: 7 },
  ],
  ['the palette in no tab', { id: 'skerry', url: 'chrome-extension://skerry/palette.html' }, null],
  ['a page of the extension that sends nothing', { id: 'skerry', url: 'chrome-extension://skerry/icon.html' }, null],
  [
    'a site that looks like one of our pages',
    { ...PAGE, ...TAB, url: 'https://github.com/options.html' },
    { kind: 'page', tabId: 7, origin: 'https://github.com' },
  ],
])('%s', (_who, sender, expected) => {
  expect(senderOf(sender as unknown as Parameters<typeof senderOf>[0], SELF)).toEqual(expected);
});
