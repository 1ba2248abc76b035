/** A server that gives one answer to every context, for states that a healthy server is not brought to. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OneAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly body: string;
}

export interface AnsweringServer {
  readonly url: string;
  close(): Promise<void>;
}

/** What does not hinder anybody from asking. */
const CONFIG: OneAnswer = { status: 200, body: JSON.stringify({ adapters: [], customDomains: [] }) };

/** On loopback, readable by the extension (CORS). JSON, if `headers` says nothing else. */
export async function startAnswering(answer: OneAnswer, port = 0): Promise<AnsweringServer> {
  const server = createServer((request, response) => {
    const preflight = request.method === 'OPTIONS';
    const { status, headers, body } = request.url === '/context' ? answer : CONFIG;
    response.writeHead(preflight ? 204 : status, {
      'Access-Control-Allow-Origin': request.headers.origin ?? '*',
      'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '',
      'Access-Control-Expose-Headers': 'Retry-After, X-Request-Id',
      'Content-Type': 'application/json',
      ...headers,
    });
    response.end(preflight ? '' : body);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
