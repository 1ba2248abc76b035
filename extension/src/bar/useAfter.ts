import { useEffect, useState } from 'preact/hooks';

/** Whether `at` (of `performance.now()`) is over. */
export function useAfter(at: number): boolean {
  const [over, setOver] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setOver(at);
      },
      Math.max(at - performance.now(), 0),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [at]);
  return over === at;
}
