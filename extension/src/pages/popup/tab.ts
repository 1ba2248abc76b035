/** The tab that the popup belongs to, looked at as long as the popup is open. */

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import type { TabState } from '../../messages/table.ts';
import { useDoors } from '../doors.ts';

/** Results arrive while the popup is open. A popup lives for seconds, so asking is simpler than being told. */
const LOOK_EVERY_MS = 700;

export interface Tab {
  /** Null until it is known. */
  readonly tab: TabState | null;
  /** Why it cannot be known. */
  readonly problem: string | null;
  /** Reads the page (again) and asks the server. */
  readonly wake: () => void;
}

export function useTab(): Tab {
  const doors = useDoors();
  const [tab, setTab] = useState<TabState | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const tabId = useRef<number | null>(null);
  const busy = useRef(false);

  const ask = useCallback(
    async (name: 'own.tab' | 'own.wake'): Promise<TabState | null> => {
      tabId.current ??= await doors.tab();
      if (tabId.current === null) {
        setProblem('The browser does not say which page this is for.');
        return null;
      }
      busy.current = true;
      try {
        const answer = await doors.send(name, { tabId: tabId.current });
        setTab(answer);
        setProblem(null);
        return answer;
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
        return null;
      } finally {
        busy.current = false;
      }
    },
    [doors],
  );

  useEffect(() => {
    void ask('own.tab').then((first) => {
      // Opening the popup is the click that lets a browser show us this one page.
      if (first?.state === 'not-allowed') void ask('own.wake');
    });
    const looking = setInterval(() => {
      if (!busy.current) void ask('own.tab');
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(looking);
    };
  }, [ask]);

  const wake = useCallback(() => void ask('own.wake'), [ask]);
  return { tab, problem, wake };
}
