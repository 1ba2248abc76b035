/** Whether a server was started on this computer, looked at each time somebody comes back to the page. */

import { useCallback, useEffect, useState } from 'preact/hooks';

import { useDoors } from '../doors.ts';
import { SERVED_AT } from './command.ts';
import { localOf, type Local } from './progress.ts';

/** Good for nothing. Without it the worker would ask with the token that is kept, which is for another server. */
const NO_TOKEN = 'is-a-server-there';

export interface LocalServer {
  readonly local: Local;
  readonly looking: boolean;
  readonly look: () => void;
}

/** Looks only while nothing is found and `wanted`. */
export function useLocalServer(wanted: boolean): LocalServer {
  const doors = useDoors();
  const [local, setLocal] = useState<Local>('unknown');
  const [looking, setLooking] = useState(false);
  const look = useCallback(() => {
    setLooking(true);
    void doors
      .send('own.test', { server: SERVED_AT, token: NO_TOKEN })
      .then(localOf, () => 'unknown' as const)
      .then((found) => {
        setLocal(found);
        setLooking(false);
      });
  }, [doors]);
  const found = local === 'running';
  useEffect(() => (wanted && !found ? doors.watch(look) : undefined), [doors, look, wanted, found]);
  return { local, looking, look };
}
