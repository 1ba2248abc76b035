import { render } from 'preact';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

export default defineUnlistedScript(() => {
  const handle = globalThis.skerry;
  if (handle) render(<p>bar</p>, handle.root);
});
