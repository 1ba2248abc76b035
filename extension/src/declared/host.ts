/** Whether a page's host is one that an adapter is for: the host itself, or with `*.` any host below it. */
export function hostFits(wanted: string, hostname: string): boolean {
  return wanted.startsWith('*.')
    ? hostname.endsWith(wanted.slice(1)) && hostname.length >= wanted.length
    : hostname === wanted;
}
