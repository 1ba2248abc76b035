import { defineBackground } from 'wxt/utils/define-background';

import { BROWSER_NETWORK } from '../src/server/browser-network.ts';
import { startWorker } from '../src/worker/start.ts';

export default defineBackground(() => {
  startWorker(BROWSER_NETWORK);
});
