import { Options } from '../../src/pages/options/Options.tsx';
import { open } from '../../src/pages/open.tsx';

open(<Options />);
