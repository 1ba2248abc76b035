import { describe, expect, it } from 'vitest';
import { rowsOf } from './rows.ts';
import { foldText, indexOf, search, wordsOf } from './search.ts';

const ROWS = rowsOf([
  {
    integration: 'deployments',
    rank: 0,
    items: [
      { type: 'text', content: 'Redeploy in progress', status: 'none' },
      { type: 'link', content: 'Open deploys', status: 'none', href: 'https://a.example.com/' },
      { type: 'link', content: 'Deploy history', status: 'none', href: 'https://a.example.com/' },
      {
        type: 'dropdown',
        content: 'Environments',
        status: 'none',
        items: [{ content: 'Production', status: 'none', tooltip: 'Since Tuesday' }],
      },
    ],
  },
  { integration: 'places', rank: 1, items: [{ type: 'text', content: 'Café Ångström, Straße', status: 'none' }] },
]);
const INDEX = indexOf(ROWS);

const found = (query: string): readonly string[] => search(INDEX, wordsOf(query)).map((row) => row.content);

describe('search', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['words in any order', 'history deploy', ['Deploy history']],
    ['without accents or case', 'CAFE angstrom', ['Café Ångström, Straße']],
    ['with accents that the content lacks', 'prodúction', ['Production']],
    ['an entry by its dropdown', 'environments prod', ['Production']],
    ['by tooltip', 'tuesday', ['Production']],
    ['by integration', 'places', ['Café Ångström, Straße']],
    [
      'the beginning first, then a word, then a part',
      'deploy',
      ['Deploy history', 'Open deploys', 'Redeploy in progress', 'Environments', 'Production'],
    ],
    ['letters in order, if there are enough of them', 'dphst', ['Deploy history']],
    ['nothing for a word that is nowhere', 'deploy zebra', []],
  ])('finds %s', (_, query, contents) => {
    expect(found(query)).toEqual(contents);
  });

  it.each(['', '   ', '\u0301'])('leaves everything in its order for %j', (query) => {
    expect(found(query)).toEqual(ROWS.map((row) => row.content));
  });

  it('puts what was typed to the letter before what only begins so', () => {
    const logs = indexOf(
      rowsOf([
        {
          integration: 'logs',
          rank: 0,
          items: ['Logstash', 'Logs of today', 'Logs'].map((content) => ({ type: 'text', content, status: 'none' })),
        },
      ]),
    );
    expect(search(logs, wordsOf('logs')).map((row) => row.content)).toEqual(['Logs', 'Logstash', 'Logs of today']);
    expect(search(logs, wordsOf('logs of today')).map((row) => row.content)).toEqual(['Logs of today']);
  });

  it('looks at no more than a bounded part of what a server or a user gives', () => {
    expect(foldText('a'.repeat(10_000))).toHaveLength(500);
    expect(wordsOf('a b c d e f g h i j k')).toHaveLength(8);
    expect(wordsOf('x'.repeat(10_000))).toEqual(['x'.repeat(100)]);
  });

  it('takes what is typed for letters, not for a pattern', () => {
    expect(found('.*')).toEqual([]);
    expect(found('(')).toEqual([]);
  });
});
