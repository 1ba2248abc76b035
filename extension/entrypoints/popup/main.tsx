import { Popup } from '../../src/pages/popup/Popup.tsx';
import { open } from '../../src/pages/open.tsx';

open(<Popup />);
