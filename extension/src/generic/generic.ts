/** Any site: the address and nothing of the page. */

import { cleanUrl } from '../context/clean-url.ts';
import type { PageReader } from '../context/model.ts';

export const generic: PageReader = {
  name: 'generic',
  open: [],
  read: ({ url }) => ({ type: 'generic', url: cleanUrl(url) }),
};
