/** A real HTTP server on loopback that answers as a test says. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Network } from './network.ts';

export interface LocalServer {
  readonly url: string;
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string }[];
  close(): Promise<void>;
}

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export async function serve(answer: Answer): Promise<LocalServer> {
  const requests: LocalServer['requests'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      requests.push({ path: request.url ?? '', headers: request.headers, body });
      answer(response, request);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** Node's fetch, which has no CORS, no permissions and no error codes: a test says what of these there is. */
export function nodeNetwork(given: { permitted?: boolean; code?: string } = {}): Network {
  return {
    fetch: (url, init) => fetch(url, init),
    permitted: () => Promise.resolve(given.permitted ?? true),
    watch: () => ({ code: () => Promise.resolve(given.code ?? null), stop: () => undefined }),
  };
}
