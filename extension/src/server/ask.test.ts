// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Failure, Part } from '../run/events.ts';
import { askContext } from './ask.ts';
import { Failed } from './failed.ts';
import { json, nodeNetwork, serve, type Answer, type LocalServer } from './local-server.fixture.ts';
import type { Network } from './network.ts';

const CONTEXT = '{"type":"github","url":"https://github.com/acme/shop"}';
const TOTALS = { count: 1, cacheHits: 0, failedCount: 0, timestamp: '', integrationNames: ['on-call'] };
const LINE = { integration: 'on-call', rank: 0, priority: 100, results: [{ type: 'text', content: 'Ada' }] };
const PART: Part = { integration: 'on-call', rank: 0, items: [{ type: 'text', content: 'Ada', status: 'none' }] };

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
  vi.useRealTimers();
});

interface Told {
  readonly parts: readonly Part[];
  /** Null: all went well. */
  readonly failure: Failure | null;
}

async function ask(answer: Answer, network: Network = nodeNetwork(), page = new AbortController()): Promise<Told> {
  server = await serve(answer);
  return askAt(server.url, network, page.signal);
}

async function askAt(url: string, network: Network, page = new AbortController().signal): Promise<Told> {
  const parts: Part[] = [];
  try {
    await askContext({ server: url, token: 'hush' }, CONTEXT, page, (part) => parts.push(part), network);
    return { parts, failure: null };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    return { parts, failure: error.failure };
  }
}

function stream(...chunks: readonly (string | Uint8Array)[]): Answer {
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
    for (const chunk of chunks) response.write(chunk);
    response.end();
  };
}

const lines = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('a question', () => {
  it('carries context and token, and nothing of the browser', async () => {
    await ask(stream(lines(TOTALS)));
    expect(server?.requests).toMatchObject([{ path: '/context', body: CONTEXT }]);
    expect(server?.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer hush',
      'content-type': 'application/json',
      accept: 'application/x-ndjson, application/json;q=0.5',
    });
    expect(server?.requests[0]?.headers).not.toHaveProperty('cookie');
    expect(server?.requests[0]?.headers).not.toHaveProperty('referer');
  });

  it('is sent as one that follows nothing and remembers nothing', async () => {
    const seen: RequestInit[] = [];
    const network = nodeNetwork();
    const recording = (url: string, init: RequestInit) => {
      seen.push(init);
      return network.fetch(url, init);
    };
    await ask(stream(lines(TOTALS)), { ...network, fetch: recording });
    expect(seen[0]).toMatchObject({
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  });
});

describe('a stream', () => {
  it('is told line by line, however it is cut into pieces', async () => {
    const bytes = new TextEncoder().encode(
      lines({ ...LINE, results: [{ type: 'text', content: 'Ädä' }] }, LINE, TOTALS),
    );
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) =>
      bytes.slice(index * 7, index * 7 + 7),
    );
    const told = await ask(stream(...pieces));
    expect(told.failure).toBeNull();
    expect(told.parts.map((part) => part.items[0]?.content)).toEqual(['Ädä', 'Ada']);
  });

  it('is told before it has ended', async () => {
    let finish: () => void = () => undefined;
    server = await serve((response) => {
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
      response.write(lines(LINE));
      finish = () => response.end(lines(TOTALS));
    });
    await new Promise<void>((done, lost) => {
      const target = { server: server?.url ?? '', token: 'hush' };
      const tell = () => {
        finish(); // only now does the rest come
      };
      askContext(target, CONTEXT, new AbortController().signal, tell, nodeNetwork()).then(done, lost);
    });
  });

  it('may hold lines that a newer server adds', async () => {
    expect(await ask(stream(lines({ progress: 1 }, LINE, TOTALS)))).toEqual({ parts: [PART], failure: null });
  });

  it.each([
    ['without totals', lines(LINE), [PART], { kind: 'cut', message: 'the stream ended before its totals' }],
    ['with half a line at its end', `${lines(LINE)}{"count":`, [PART], { kind: 'cut' }],
    [
      "with the server's own fault",
      lines(LINE, { error: 'Internal server error', requestId: 'abc' }),
      [PART],
      { kind: 'broken', status: 200, message: 'Internal server error', requestId: 'abc' },
    ],
    ['with nonsense', 'nonsense\n', [], { kind: 'strange' }],
    [
      'with an endless line',
      'x'.repeat(70_000),
      [],
      { kind: 'strange', message: expect.stringContaining('line') as string },
    ],
    ['with nothing', '', [], { kind: 'cut' }],
  ])('%s ends in a failure, and what came before it stays', async (_, text, parts, failure) => {
    const told = await ask(stream(text));
    expect(told.parts).toEqual(parts);
    expect(told.failure).toMatchObject(failure);
  });

  it('that loses its connection is cut', async () => {
    const told = await ask((response) => {
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
      response.write(lines(LINE), () => response.socket?.destroy());
    });
    expect(told).toEqual({ parts: [PART], failure: { kind: 'cut', message: 'the connection was lost' } });
  });

  it('of more than 500 items gives 500, and the number of the others', async () => {
    const many = (integration: string) => ({
      ...LINE,
      integration,
      results: Array.from({ length: 300 }, () => ({ type: 'text', content: 'x' })),
    });
    const { parts } = await ask(stream(lines(many('a')), lines(many('b')), lines(many('c')), lines(TOTALS)));
    expect(parts.map((part) => part.items.length)).toEqual([300, 201, 1]);
    expect(parts[2]?.items[0]?.content).toBe('300 more not shown');
  });
});

describe("a ToolJump server's answer", () => {
  it('is one part', async () => {
    const told = await ask(json(200, { data: LINE.results, count: 1 }));
    expect(told).toEqual({ parts: [{ ...PART, integration: null }], failure: null });
  });

  it('without data is strange', async () => {
    expect((await ask(json(200, { count: 1 }))).failure).toMatchObject({ kind: 'strange' });
  });
});

describe('a refusal', () => {
  it.each<[string, Answer, Failure]>([
    ['a wrong token', json(401, { error: 'Invalid token' }), { kind: 'unauthorized', message: 'Invalid token' }],
    [
      'too many questions',
      json(429, { error: 'Too many requests' }, { 'Retry-After': '17' }),
      { kind: 'limited', seconds: 17 },
    ],
    ['too many questions, without a time', json(429, {}), { kind: 'limited', seconds: 30 }],
    ['too many questions, for years', json(429, {}, { 'Retry-After': '1e9' }), { kind: 'limited', seconds: 3600 }],
    ['a full server', json(503, { error: 'Server is full' }, { 'Retry-After': '1' }), { kind: 'full', seconds: 1 }],
    ["a proxy's word for a server that is down", json(503, null), { kind: 'broken', status: 503, message: 'HTTP 503' }],
    [
      'a context that the server does not want',
      json(400, { error: 'Invalid request body', details: [{ path: 'type', message: 'Required' }] }),
      { kind: 'refused', status: 400, message: 'Invalid request body: type Required' },
    ],
    [
      'no such path',
      json(404, { error: 'Not found', message: 'no such path' }, { 'X-Request-Id': 'abc' }),
      { kind: 'refused', status: 404, message: 'Not found: no such path', requestId: 'abc' },
    ],
    [
      "the server's own bug",
      json(500, { error: 'Internal server error', requestId: 'abc' }),
      { kind: 'broken', status: 500, message: 'Internal server error', requestId: 'abc' },
    ],
  ])('%s is told apart', async (_, answer, failure) => {
    expect(await ask(answer)).toEqual({ parts: [], failure });
  });

  it.each<[string, Answer, string]>([
    [
      'a page of a proxy',
      (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
      'text/html',
    ],
    ['a redirect', (response) => response.writeHead(302, { Location: 'https://login.example' }).end(), 'sign-in page'],
  ])('%s is strange', async (_, answer, words) => {
    const { failure } = await ask(answer);
    expect(failure).toEqual({ kind: 'strange', message: expect.stringContaining(words) as string });
    expect(server?.requests).toHaveLength(1);
  });
});

describe('a server that cannot be asked', () => {
  const refusing: Network['fetch'] = () => Promise.reject(new TypeError('Failed to fetch'));
  const opaqueOnly: Network['fetch'] = (_, init) =>
    init.mode === 'no-cors' ? Promise.resolve(new Response(null)) : Promise.reject(new TypeError('Failed to fetch'));
  const at = 'https://skerry.example';

  it.each<[string, Network, Failure]>([
    ['is unreachable', { ...nodeNetwork(), fetch: refusing }, { kind: 'unreachable', server: at }],
    [
      'has a certificate that the browser does not trust',
      { ...nodeNetwork({ code: 'net::ERR_CERT_AUTHORITY_INVALID' }), fetch: refusing },
      { kind: 'certificate', server: at, code: 'net::ERR_CERT_AUTHORITY_INVALID' },
    ],
    [
      "has one that Firefox doesn't trust",
      { ...nodeNetwork({ code: 'SEC_ERROR_UNKNOWN_ISSUER' }), fetch: refusing },
      { kind: 'certificate', server: at, code: 'SEC_ERROR_UNKNOWN_ISSUER' },
    ],
    [
      'is down, says the browser',
      { ...nodeNetwork({ code: 'net::ERR_CONNECTION_REFUSED' }), fetch: refusing },
      { kind: 'unreachable', server: at, code: 'net::ERR_CONNECTION_REFUSED' },
    ],
    [
      'answers, but the browser keeps it from us',
      { ...nodeNetwork({ permitted: false }), fetch: opaqueOnly },
      { kind: 'permission', origin: at },
    ],
    [
      'does not answer, and no permission would help',
      { ...nodeNetwork({ permitted: false }), fetch: refusing },
      { kind: 'unreachable', server: at },
    ],
  ])('%s', async (_, network, failure) => {
    expect(await askAt(at, network)).toEqual({ parts: [], failure });
  });

  it('shows its token to nobody when it is looked for', async () => {
    const seen: [string, RequestInit][] = [];
    const fetching: Network['fetch'] = (url, init) => {
      seen.push([url, init]);
      return opaqueOnly(url, init);
    };
    await askAt(at, { ...nodeNetwork({ permitted: false }), fetch: fetching });
    expect(seen[1]?.[0]).toBe(`${at}/healthz`);
    expect(JSON.stringify(seen[1])).not.toContain('hush');
  });
});

describe('time', () => {
  /** Answers only to being aborted. */
  const silent: Network['fetch'] = (_, init) =>
    new Promise((_resolve, reject) => {
      init.signal?.addEventListener('abort', () => {
        reject(new DOMException('aborted', 'AbortError'));
      });
    });

  it('of 25 s without a word is a timeout', async () => {
    vi.useFakeTimers();
    const told = askAt('https://s.example', { ...nodeNetwork(), fetch: silent });
    await vi.advanceTimersByTimeAsync(25_000);
    expect((await told).failure).toEqual({ kind: 'timeout', server: 'https://s.example', seconds: 25 });
  });

  it('is over when the page has left', async () => {
    const page = new AbortController();
    const told = askAt('https://s.example', { ...nodeNetwork(), fetch: silent }, page.signal);
    page.abort();
    await expect(told).rejects.toThrow('aborted');
  });

  it('that a page leaves in is told to the server at once', async () => {
    const page = new AbortController();
    let gone: () => void = () => undefined;
    const closed = new Promise<void>((told) => (gone = told));
    const answer: Answer = (response) => {
      response.on('close', gone);
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
      response.write(lines(LINE), () => {
        page.abort();
      });
    };
    await expect(ask(answer, nodeNetwork(), page)).rejects.toThrow();
    await closed;
  });
});
