import { Welcome } from '../../src/pages/welcome/Welcome.tsx';
import { open } from '../../src/pages/open.tsx';

open(<Welcome />);
