/** One TLS server on loopback that plays all sites: the browser is told to find every host there. */

import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import type { Certificate } from './certificate.ts';

export interface SitePage {
  readonly html: string;
  /** A Content-Security-Policy for the page. */
  readonly policy?: string;
}

/** Answers the page at a URL of this site; null is 404. */
export type Site = (url: URL) => SitePage | null;

export interface Seen {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface SiteServer {
  readonly port: number;
  /** All requests that sites got, in order. */
  readonly seen: readonly Seen[];
  close(): Promise<void>;
}

/** `sites` by host. A host that has none answers 404. */
export async function startSites(certificate: Certificate, sites: Readonly<Record<string, Site>>): Promise<SiteServer> {
  const seen: Seen[] = [];
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host ?? 'unknown'}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ url: url.href, headers: request.headers, body: Buffer.concat(chunks).toString() });
      const page = sites[url.hostname]?.(url) ?? null;
      response.statusCode = page === null ? 404 : 200;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      if (page?.policy !== undefined) response.setHeader('content-security-policy', page.policy);
      response.end(page?.html ?? '<!doctype html><title>not found</title>');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
