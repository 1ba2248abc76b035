/** Pages that play github.com: what the extension reads of the real ones, and a script that navigates as Turbo does. */

import type { Site } from '../support/site_server.ts';

/** The real site's policy is about as strict: no inline script or style, no frames but its own. */
const POLICY =
  "default-src 'none'; script-src 'nonce-page'; style-src 'nonce-page'; img-src 'self' data:; connect-src 'self'; frame-src 'none'; base-uri 'self'";

const STYLE = `
  body { margin: 0; font: 14px system-ui, sans-serif; color: #1f2328; background: #fff; }
  header { display: flex; gap: 16px; align-items: center; height: 64px; padding: 0 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; }
  header strong { flex: 1; }
  nav { display: flex; gap: 16px; padding: 8px 16px; border-bottom: 1px solid #d1d9e0; }
  nav a { color: inherit; text-decoration: none; padding: 4px; }
  nav a.selected { border-bottom: 2px solid #fd8c73; font-weight: 600; }
  main { max-width: 960px; margin: 24px auto; padding: 0 16px; }
  .box { border: 1px solid #d1d9e0; border-radius: 6px; padding: 16px; margin-bottom: 16px; }
`;

/** As Turbo: the address changes, the body is another one, the document stays. */
const SCRIPT = `
  addEventListener('click', async (event) => {
    const link = event.target.closest?.('a[data-turbo]');
    if (!link) return;
    event.preventDefault();
    const text = await (await fetch(link.href)).text();
    const next = new DOMParser().parseFromString(text, 'text/html');
    history.pushState({}, '', link.href);
    document.title = next.title;
    document.documentElement.replaceChild(document.adoptNode(next.body), document.body);
    document.dispatchEvent(new CustomEvent('turbo:render'));
    document.dispatchEvent(new CustomEvent('turbo:load'));
  });
`;

const TABS = [
  ['code-tab', 'Code', ''],
  ['issues-tab', 'Issues', '/issues'],
  ['pull-requests-tab', 'Pull requests', '/pulls'],
  ['actions-tab', 'Actions', '/actions'],
] as const;

export const github: Site = (url) => {
  const [owner, repository, section] = url.pathname.split('/').slice(1);
  if (!owner || !repository) return { html: shell(url, `<h1>${owner ?? 'Home'}</h1>`), policy: POLICY };
  const base = `/${owner}/${repository}`;
  const tabs = TABS.map(([id, text, path]) => {
    const selected = path === (section ? `/${section}` : '') ? ' class="selected"' : '';
    return `<a id="${id}" href="${base}${path}" data-turbo${selected}>${text}</a>`;
  });
  const body = `<nav aria-label="Repository">${tabs.join('')}</nav>
    <main><h1>${owner}/${repository}</h1>
    <div class="box">${section ? `This is ${url.pathname}.` : 'payments, invoices and refunds'}</div>
    <p><a href="${base}/pull/7" data-turbo>A pull request</a></p>
    <p><a href="${base}/issues/12" data-turbo>An issue</a></p></main>`;
  return { html: shell(url, body), policy: POLICY };
};

function shell(url: URL, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${url.pathname}</title>
    <meta name="user-login" content="octo-ada"><style nonce="page">${STYLE}</style></head>
    <body><header role="banner"><strong>GitHub</strong><span data-login="octo-ada">octo-ada</span></header>${body}
    <script nonce="page">${SCRIPT}</script></body></html>`;
}
