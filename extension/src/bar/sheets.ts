/** Puts our styles into the shadow root, where no policy of the page can refuse them. */

export function dress(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Firefox refuses the list to content scripts (bug 1928865), and asks no policy of the page for what one writes.
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}
