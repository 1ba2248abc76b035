import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A number that changes whenever the element or the window may have another width. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const look = () => {
      setWidth((ref.current?.offsetWidth ?? 0) + innerWidth / 100_000);
    };
    const watch = new ResizeObserver(look);
    if (ref.current !== null) watch.observe(ref.current);
    window.addEventListener('resize', look);
    return () => {
      watch.disconnect();
      window.removeEventListener('resize', look);
    };
  }, []);
  return width;
}
