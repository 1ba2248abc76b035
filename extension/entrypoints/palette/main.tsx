import { render } from 'preact';
import { send } from '../../src/messages/send.ts';
import { Frame } from '../../src/palette/Frame.tsx';
import { adoptTokens } from '../../src/theme/adopt.ts';

/** Said by the worker, good for one answer; whoever frames this page without one learns nothing. */
const ticket = location.hash.slice(1);
const root = document.getElementById('palette');

if (root !== null) {
  // On an element, not on `:root`: a document whose colour scheme is not its frame's is drawn on an opaque ground.
  adoptTokens(document, '#palette');
  const fetchItems = () => send('palette.items', { ticket });
  const close = () => void send('palette.close', { ticket });
  render(<Frame fetchItems={fetchItems} onClose={close} root={root} />, root);
}
