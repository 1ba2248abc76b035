/** Pages that play the AWS console: a header that stays at the top, the account in a meta element, the place in the hash. */

import type { Site } from '../support/site_server.ts';

const SESSION = JSON.stringify({ accountId: '123456789012', sessionARN: 'arn:aws:sts::123456789012:assumed-role/x/y' });

export const awsConsole: Site = (url) => ({
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${url.pathname}</title>
    <meta name="awsc-session-data" content='${SESSION}'>
    <style>
      body { margin: 0; padding-top: 48px; font: 14px system-ui, sans-serif; }
      nav { position: fixed; inset: 0 0 auto 0; height: 48px; line-height: 48px; padding: 0 16px; background: #232f3e; color: #fff; z-index: 1000; }
      main { padding: 16px; }
    </style></head>
    <body><nav role="navigation" id="awsc-nav-header">aws &nbsp; ${url.hostname}</nav>
    <main><h1>${url.pathname}</h1><p>arn:aws:lambda:eu-west-1:123456789012:function:checkout</p>
    <p><a href="#/functions/refunds?tab=code">refunds</a></p><div style="height: 1600px"></div></main></body></html>`,
});
