// @vitest-environment node
import { afterEach, expect, it } from 'vitest';

import { json, nodeNetwork, serve, type Answer, type LocalServer } from './local-server.fixture.ts';
import type { Network } from './network.ts';
import { fetchPublished, type RawPublished } from './published.ts';

const CONFIG = { adapters: [], customDomains: [], timestamp: '' };

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
});

async function ask(routes: Readonly<Record<string, Answer>>, network: Network = nodeNetwork()): Promise<RawPublished> {
  server = await serve((response, request) => {
    (routes[request.url ?? ''] ?? json(404, { error: 'Not found' }))(response, request);
  });
  return fetchPublished({ server: server.url, token: 'hush' }, network);
}

it('is config and adapters', async () => {
  const adapters = [{ file: 'jira.adapter.yml' }];
  const published = await ask({ '/config': json(200, CONFIG), '/adapters': json(200, { adapters, timestamp: '' }) });
  expect(published).toEqual({ config: CONFIG, adapters });
  expect(server?.requests.map((request) => request.headers.authorization)).toEqual(['Bearer hush', 'Bearer hush']);
});

it('has no adapters where the server is ToolJump', async () => {
  expect(await ask({ '/config': json(200, CONFIG) })).toEqual({ config: CONFIG, adapters: [] });
});

it("has none either where ToolJump's 404 may not even be read, for want of CORS", async () => {
  const network = nodeNetwork({ permitted: false });
  const strict: Network['fetch'] = (url, init) =>
    url.endsWith('/adapters') ? Promise.reject(new TypeError('Failed to fetch')) : network.fetch(url, init);
  expect(await ask({ '/config': json(200, CONFIG) }, { ...network, fetch: strict })).toMatchObject({ adapters: [] });
});

it.each<[string, Answer, object]>([
  ['a wrong token', json(401, { error: 'Invalid token' }), { kind: 'unauthorized', message: 'Invalid token' }],
  ['another server', json(200, { hello: 'world' }), { kind: 'strange' }],
  ['a page', (response) => response.end('<html>'), { kind: 'strange' }],
  [
    'a lost connection',
    (response) => response.writeHead(200, { 'Content-Length': 9 }).write('{', () => response.socket?.destroy()),
    { kind: 'cut' },
  ],
])('%s is told apart', async (_, answer, failure) => {
  const asked = ask({ '/config': answer, '/adapters': json(200, { adapters: [] }) });
  await expect(asked).rejects.toMatchObject({ failure });
});
