/** Does what may fail in a page that does strange things: whatever happens stays ours, nothing is thrown into the page. */
export function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
