import { useEffect, useState } from 'preact/hooks';

/** Seconds left of `seconds`, from when `subject` was first seen; calls `onEnd` once at the end, where the page can be seen
 * (a hundred tabs in the background would all ask at once). Null: no countdown. */
export function useCountdown(subject: unknown, seconds: number | null, onEnd: () => void): number | null {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    setLeft(seconds);
    if (seconds === null) return;
    const end = performance.now() + seconds * 1000;
    let over = false;
    const look = () => {
      const rest = Math.max((end - performance.now()) / 1000, 0);
      setLeft(rest);
      if (rest > 0 || over || document.visibilityState === 'hidden') return;
      over = true;
      onEnd();
    };
    const timer = setInterval(look, 1000);
    const last = setTimeout(look, seconds * 1000);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      clearTimeout(last);
      document.removeEventListener('visibilitychange', look);
    };
  }, [subject]);
  return left;
}
