/** Integrations that the scenarios run, as an author would write them. */

/** An integration for GitHub pages whose `run` has this body. */
export function integration(
  name: string,
  body: string,
  match = `contextType: 'github', context: { 'page.repository': { exists: true } }`,
): string {
  return `module.exports = {
    metadata: { name: '${name}', match: { ${match} }, cache: 0 },
    async run(context) { ${body} },
  };`;
}

export const HELLO = integration('hello', `return { type: 'text', content: 'Hello ' + context.page.repository };`);

/** One link and one dropdown, with every status. */
export const SERVICES = integration(
  'services',
  `return [
    { type: 'link', content: 'Logs', href: 'https://logs.example/', status: 'relevant', tooltip: 'All logs' },
    { type: 'text', content: 'deployed 14:02', status: 'success' },
    { type: 'text', content: '3 alarms', status: 'important' },
    { type: 'dropdown', content: 'Runbooks', items: [
      { content: 'Restart', href: 'https://wiki.example/restart' },
      { content: 'Roll back', href: 'https://wiki.example/rollback', status: 'important' },
      { content: 'Scale', href: 'https://wiki.example/scale' },
    ] },
  ];`,
);

/** Answers half a second after the others. */
export const SLOW = integration(
  'slow',
  `await new Promise((resolve) => setTimeout(resolve, 500)); return { type: 'text', content: 'at last' };`,
);

export const FAILING = integration('failing', `throw new TypeError('no such table');`);

/** Only a page of issues is for it. */
export const ISSUES_ONLY = integration(
  'issues-only',
  `return { type: 'text', content: 'Issue ' + context.page.section.issue };`,
  `contextType: 'github', context: { 'page.repository': { startsWith: 'acme/' }, 'page.section.issue': { exists: true } }`,
);

export const WIKI = integration(
  'wiki',
  `return { type: 'text', content: 'Owned by Docs' };`,
  `contextType: 'generic', context: { url: { startsWith: 'https://wiki.example/' } }`,
);

/** Everything that a server must not be able to do to a page. `javascript:` is refused by the server itself: see the stub. */
export const HOSTILE = integration(
  'hostile',
  `return [
    { type: 'text', content: '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>' },
    { type: 'text', content: 'x'.repeat(10000) },
    { type: 'text', content: '\\u202Egnp.exe and \\u0000 nul', tooltip: '<b>bold</b>' },
    { type: 'dropdown', content: 'many', items: Array.from({ length: 90 }, (_, n) => ({ content: 'entry ' + n, href: 'https://example.com/' + n })) },
  ];`,
);
