/** A server that speaks ToolJump's API and nothing else, by what is known of it: the whole answer as JSON, no CORS for
 * extensions on `/context`, no fields of ours. */

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ToolJumpServer {
  readonly url: string;
  readonly contexts: readonly unknown[];
  close(): Promise<void>;
}

const ADAPTERS = [
  {
    name: 'aws',
    enabled: true,
    urls: ['https://console.aws.com', '/\\.console\\.aws\\.amazon\\.com$/'],
    description: '',
  },
  { name: 'github', enabled: true, urls: ['https://github.com'], description: '' },
  { name: 'generic', enabled: true, urls: [], description: '' },
];

/** Answers `items` to every context. */
export async function startToolJump(token: string, items: readonly unknown[]): Promise<ToolJumpServer> {
  const contexts: unknown[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '/';
      const origin = request.headers.origin ?? '';
      const open = path === '/config' || path === '/custom-domains';
      if (origin !== '' && (open || origin === 'https://github.com')) {
        response.setHeader('Access-Control-Allow-Origin', origin);
      }
      response.setHeader('Vary', 'Origin');
      const answer = (status: number, body: unknown) => {
        response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
      };
      const timestamp = new Date().toISOString();
      if (request.method === 'OPTIONS') {
        response.setHeader('Access-Control-Allow-Methods', 'GET,HEAD,PUT,PATCH,POST,DELETE');
        response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '');
        response.writeHead(204).end();
      } else if (request.headers.authorization !== `Bearer ${token}`) {
        answer(401, { error: 'Invalid token' });
      } else if (path === '/config') {
        answer(200, { adapters: ADAPTERS, customDomains: [], timestamp });
      } else if (path === '/custom-domains') {
        answer(200, { hosts: [], count: 0, timestamp });
      } else if (path === '/context' && request.method === 'POST') {
        contexts.push(JSON.parse(await bodyOf(request)));
        answer(200, {
          data: items,
          count: items.length,
          cacheHits: 0,
          failedCount: 0,
          timestamp,
          integrationNames: ['x'],
        });
      } else {
        response
          .writeHead(404, { 'Content-Type': 'text/html' })
          .end(`<pre>Cannot ${request.method ?? ''} ${path}</pre>`);
      }
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    contexts,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
