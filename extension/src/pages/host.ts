/** What is typed in as a host, and how origins are shown. */

/** The origin of a GitHub Enterprise server, `https://github.corp.example`. */
export function readHost(typed: string): { readonly origin: string } | { readonly problem: string } {
  const text = typed.trim();
  if (text === '') return { problem: 'Type the host, like github.corp.example.' };
  const url = URL.parse(text.includes('://') ? text : `https://${text}`);
  if (url?.protocol !== 'https:' || url.hostname === '' || url.username !== '' || url.password !== '') {
    return { problem: `"${text}" is no host with https: type it like github.corp.example.` };
  }
  if (!url.hostname.includes('.'))
    return { problem: `"${text}" is not a whole host name: type it like github.corp.example.` };
  if (/(^|\.)github\.com$/.test(url.hostname)) return { problem: 'github.com is read already: see "Built in" above.' };
  return { origin: url.origin };
}

/** `https://wiki.example.com` is `wiki.example.com` to people; `http:` is said. */
export function hostName(origin: string): string {
  return origin.replace(/^https:\/\//, '');
}
