import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

import { raise } from './layer.ts';

export interface PaletteProps {
  readonly src: string;
  readonly onClose: () => void;
}

/** A frame of the extension's own origin over the whole window: what is typed there the page cannot hear. */
export function Palette({ src, onClose }: PaletteProps) {
  const cover = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  useLayoutEffect(() => {
    raise(cover.current);
    frame.current?.focus();
  }, []);
  useEffect(() => {
    // For when the frame does not answer any more: its extension may just have been taken away.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [onClose]);
  return (
    <div ref={cover} class="popup palette" popover="manual">
      <iframe
        ref={frame}
        src={src}
        title="Search the results of this page"
        onLoad={() => {
          frame.current?.focus();
        }}
      />
    </div>
  );
}
