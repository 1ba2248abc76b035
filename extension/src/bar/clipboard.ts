/** Copies text, in any page. */

/** Whether it is there now. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not there in pages that came over http, and a page's policy may forbid it.
    return copyByEvent(text);
  }
}

function copyByEvent(text: string): boolean {
  let copied = false;
  const fill = (event: ClipboardEvent) => {
    event.stopImmediatePropagation(); // The page shall put nothing else in its place.
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    copied = true;
  };
  window.addEventListener('copy', fill, { capture: true });
  try {
    // Old, and the only way without the clipboard's own API.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('copy') && copied;
  } finally {
    window.removeEventListener('copy', fill, { capture: true });
  }
}
