import { URLPattern } from 'urlpattern-polyfill/urlpattern';
import { describe, expect, it } from 'vitest';
import { type Component, MAX_TEXT, groupNames, matchPattern } from './pattern.ts';

const CASES: readonly {
  what: string;
  pattern: string;
  text: string;
  in?: Component;
  groups: readonly (string | undefined)[] | null;
}[] = [
  { what: 'literals', pattern: '/issues/', text: '/issues/', groups: [] },
  { what: 'nothing more than literals', pattern: '/issues', text: '/issues/', groups: null },
  { what: 'upper case apart from lower case', pattern: '/Issues', text: '/issues', groups: null },
  { what: 'characters that regular expressions know', pattern: '/a.b$-', text: '/aXb$-', groups: null },
  { what: 'percent signs as they are', pattern: '/a%20:b', text: '/a%20c%2Fd', groups: ['c%2Fd'] },
  { what: 'one segment', pattern: '/browse/:issue', text: '/browse/AB-1', groups: ['AB-1'] },
  { what: 'no second segment', pattern: '/browse/:issue', text: '/browse/AB-1/x', groups: null },
  { what: 'no empty segment', pattern: '/browse/:issue', text: '/browse/', groups: null },
  { what: 'two groups in a segment, the first short', pattern: '/:a-:b', text: '/1-2-3', groups: ['1', '2-3'] },
  { what: 'groups without anything between', pattern: '/:a:b', text: '/123', groups: ['1', '23'] },
  { what: 'segments, without the first slash', pattern: '/:path+/-/x', text: '/a/b/c/-/x', groups: ['a/b/c'] },
  { what: 'at least one segment', pattern: '/x/:path+', text: '/x', groups: null },
  { what: 'no segment', pattern: '/x/:path*', text: '/x', groups: [undefined] },
  { what: 'any segments', pattern: '/x/:path*', text: '/x/y/z', groups: ['y/z'] },
  { what: 'a slash at the end is a segment too few', pattern: '/x/:path*', text: '/x/', groups: null },
  { what: 'a segment that is there', pattern: '/x/:tab?', text: '/x/y', groups: ['y'] },
  { what: 'a segment that is not there', pattern: '/x/:tab?', text: '/x', groups: [undefined] },
  { what: 'a wildcard over segments', pattern: '/x/*', text: '/x/y/z', groups: ['y/z'] },
  { what: 'an empty wildcard', pattern: '/x*', text: '/x', groups: [''] },
  { what: 'a long wildcard first', pattern: '/*-*', text: '/1-2-3', groups: ['1-2', '3'] },
  { what: 'repetition inside a segment', pattern: '/v:n+', text: '/v12', groups: ['12'] },
  { what: 'repetition inside a segment only', pattern: '/v:n+', text: '/v1/2', groups: null },
  { what: 'a query', in: 'search', pattern: '*id=:id', text: 'a=b&id=7&c=d', groups: ['a=b&', '7&c=d'] },
  { what: 'slashes in a query', in: 'search', pattern: 'at=:at', text: 'at=/a/b', groups: ['/a/b'] },
  { what: 'an empty query', in: 'search', pattern: '', text: '', groups: [] },
  { what: 'no query where there is one', in: 'search', pattern: '', text: 'a', groups: null },
  { what: 'a quotation mark in a query', in: 'search', pattern: "a'b", text: 'a%27b', groups: [] },
  { what: 'a query, written with its mark', in: 'search', pattern: '?q=:q', text: 'q=1', groups: ['1'] },
  { what: 'a hash, written with its mark', in: 'hash', pattern: '#/:a', text: '/x', groups: ['x'] },
  { what: 'a hash', in: 'hash', pattern: '!/:a/:b', text: '!/x/y/z', groups: ['x', 'y/z'] },
];

describe('a URL pattern takes', () => {
  it.each(CASES)('$what: $pattern in $text', ({ pattern, text, groups, in: component = 'path' }) => {
    expect(matchPattern(pattern, text, component)).toEqual(groups);
    expect(native(pattern, text, component)).toEqual(groups?.map((group) => group ?? '') ?? null);
  });
});

it('means what URLPattern means, for patterns and addresses made of the same few pieces', () => {
  const pieces = ['/', '/', 'a', '-', ':x', ':y?', ':z+', ':w*', '*'];
  const random = seeded(7);
  let matched = 0;
  for (let round = 0; round < 3000; round++) {
    const component = (['path', 'path', 'search'] as const)[round % 3] ?? 'path';
    const chosen = [...pieces].sort(() => random() - 0.5).slice(0, 1 + Math.floor(random() * 5));
    const pattern = `/${chosen.join('')}`;
    // What the validator refuses: a wildcard with a modifier, a modifier alone.
    if (/\*\*|\*[?+]|\/\/\//.test(pattern)) continue;
    const letters = Array.from({ length: Math.floor(random() * 8) }, () => 'aab-/'[Math.floor(random() * 5)]);
    // Two slashes at the start would be a host for the polyfill.
    const text = `/${letters.join('')}`.replace(/^\/+/, '/');
    const groups = matchPattern(pattern, text, component);
    matched += groups ? 1 : 0;
    expect({ pattern, text, groups: groups?.map((group) => group ?? '') ?? null }).toEqual({
      pattern,
      text,
      groups: native(pattern, text, component),
    });
  }
  expect(matched).toBeGreaterThan(300);
});

it('tells the names of the groups in order', () => {
  expect(groupNames('/:a/*/:b?x:c+*')).toEqual(['a', '*', 'b', 'c', '*']);
});

it.each([
  ['eight wildcards', '/*a*a*a*a*a*a*a*ab', 'a'],
  ['nested repetition', '/:a+x:b+x:c+xy', 'x'],
  ['repeated segments', '/:a+/b/:b+/b/:c+/b/:d+/b/x', 'b/'],
  ['groups side by side', '/:a:b:c:d:e:f:g:h/x', 'a'],
])('takes little time for %s on a long address', (_, pattern, piece) => {
  const text = `/${piece.repeat(MAX_TEXT)}`.slice(0, MAX_TEXT);
  const start = performance.now();
  expect(matchPattern(pattern, text, 'path')).toBeNull();
  expect(performance.now() - start).toBeLessThan(2000);
});

it('takes no address that is longer than any sensible one', () => {
  expect(matchPattern('/*', `/${'a'.repeat(MAX_TEXT)}`, 'path')).toBeNull();
});

/** The groups as the polyfill of the standard sees them, in order; left out ones are empty. */
function native(pattern: string, text: string, component: Component): readonly string[] | null {
  const part = component === 'path' ? 'pathname' : component;
  const groups = new URLPattern({ [part]: pattern }).exec({ [part]: text })?.[part].groups;
  if (!groups) return null;
  let wildcard = 0;
  return groupNames(pattern).map((name) => groups[name === '*' ? String(wildcard++) : name] ?? '');
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
}
