/** Copying a text out of the frame. The page would have to allow the frame the clipboard (Permissions Policy); a `copy`
 * event needs nobody's leave. */

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface Copying {
  /** Whether the last thing that happened was a copy; a new `text` begins anew. */
  readonly copied: boolean;
  readonly copy: (text: string) => void;
}

/** Answers the browser's own copy keys with `text`, unless some text of the frame is selected. */
export function useCopy(text: string | null): Copying {
  const [copied, setCopied] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);

  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      const content = wanted.current ?? (isSelected() ? null : text);
      if (content === null || event.clipboardData === null) return;
      event.clipboardData.setData('text/plain', content);
      event.preventDefault();
      setCopied(content);
    };
    document.addEventListener('copy', onCopy);
    return () => {
      document.removeEventListener('copy', onCopy);
    };
  }, [text]);

  const copy = useCallback((content: string) => {
    wanted.current = content;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the other way needs the page's leave
    document.execCommand('copy');
    wanted.current = null;
  }, []);

  return { copied: copied !== null && copied === text, copy };
}

function isSelected(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement) return field.selectionStart !== field.selectionEnd;
  return document.getSelection()?.isCollapsed === false;
}
