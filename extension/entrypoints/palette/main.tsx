import { render } from 'preact';
import { send } from '../../src/messages/send.ts';
import { Frame } from '../../src/palette/Frame.tsx';
import { adoptTokens } from '../../src/theme/adopt.ts';

/** ms. The key or click that closes ends first: a browser under automation waits for ever for a frame that is gone. */
const CLOSE_AFTER = 50;

/** Said by the worker, good for one answer; whoever frames this page without one learns nothing. */
const ticket = location.hash.slice(1);
const root = document.getElementById('palette');

if (root !== null) {
  // On an element, not on `:root`: a document whose colour scheme is not its frame's is drawn on an opaque ground.
  adoptTokens(document, '#palette');
  const fetchItems = () => send('palette.items', { ticket });
  const close = () => {
    setTimeout(() => void send('palette.close', { ticket }), CLOSE_AFTER);
  };
  render(<Frame fetchItems={fetchItems} onClose={close} root={root} />, root);
}
