/** Whether the browser lets us read some sites, kept current while the page is open. */

import { useEffect, useState } from 'preact/hooks';

import { useDoors } from './doors.ts';

/** Null until the browser has said. */
export function useGranted(origins: readonly string[]): boolean | null {
  const doors = useDoors();
  const [granted, setGranted] = useState<boolean | null>(null);
  const key = origins.join(' ');
  useEffect(() => {
    let gone = false;
    const look = () => {
      void doors.granted(key.split(' ')).then((is) => {
        if (!gone) setGranted(is);
      });
    };
    look();
    const stop = doors.watch(look);
    return () => {
      gone = true;
      stop();
    };
  }, [doors, key]);
  return granted;
}
