import { describe, expect, it } from 'vitest';

import { SERVER } from '../doors.fixture.tsx';
import { checked, completed, type Kept } from './draft.ts';

const FIRST: Kept = { server: null, token: false, tokenLocked: false };
const AGAIN: Kept = { server: SERVER, token: true, tokenLocked: false };

describe('what is typed', () => {
  it.each([
    ['skerry.example.com', 'https://skerry.example.com'],
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1:3000/team', 'http://127.0.0.1:3000/team'],
    ['localhost.example.com', 'https://localhost.example.com'],
    ['http://skerry.example.com', 'http://skerry.example.com'],
    ['ftp://skerry.example.com', 'ftp://skerry.example.com'],
    ['', ''],
  ])('%j is completed to %j', (typed, address) => {
    expect(completed(typed)).toBe(address);
  });

  it('becomes a server and a token without what was pasted around them', () => {
    expect(checked({ server: ' skerry.example.com/ ', token: ' tok-1\n' }, FIRST)).toEqual({
      values: { server: 'https://skerry.example.com', token: 'tok-1' },
    });
  });

  it('keeps the token where none is typed and the server is the same', () => {
    expect(checked({ server: `${SERVER}/team`, token: '' }, AGAIN)).toEqual({
      values: { server: `${SERVER}/team`, token: null },
    });
  });

  it.each<readonly [string, string, Kept, string | null, string | null]>([
    ['', '', FIRST, 'The address is missing', 'The token is missing'],
    ['http://skerry.example.com', 't', FIRST, 'unencrypted', null],
    ['https://me:pw@skerry.example.com', 't', FIRST, 'a field of its own', null],
    ['https://other.example.com', '', AGAIN, null, `for ${SERVER}: type the token of this server`],
    ['http://127.0.0.1:3001', '', { ...AGAIN, server: 'http://127.0.0.1:3000' }, null, 'for http://127.0.0.1:3000'],
    [SERVER, 'two words', AGAIN, null, 'no token'],
  ])('server %j with token %j is refused, beside the field, in words', (server, token, kept, ofServer, ofToken) => {
    const contains = (words: string | null) => (words === null ? null : (expect.stringContaining(words) as string));
    expect(checked({ server, token }, kept)).toEqual({
      errors: { server: contains(ofServer), token: contains(ofToken) },
    });
  });

  it('needs no token where the administrator gives it', () => {
    const kept = { server: null, token: false, tokenLocked: true };
    expect(checked({ server: SERVER, token: '' }, kept)).toEqual({ values: { server: SERVER, token: null } });
  });
});
