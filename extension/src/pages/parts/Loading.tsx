/** For the moment before the worker has answered: a server that is slow to tell its lists holds that up. Nothing at first,
 * so that it does not flicker (page.css). */
export function Loading() {
  return (
    <p class="loading" role="status">
      Loading …
    </p>
  );
}
