import { beforeEach, describe, expect, it } from 'vitest';
import type { AdapterDefinition, Value } from './model.ts';
import { readDeclared } from './read.ts';

const ADAPTER: AdapterDefinition = {
  file: 'tracker.adapter.yml',
  name: 'tracker',
  description: 'Issues of a tracker',
  hosts: ['tracker.example.com', '*.corp.example'],
  values: { 'page.tool': { text: 'tracker' } },
  pages: [
    { path: '/browse/:issue', values: { 'page.issue': { group: 'issue' }, 'page.name': { text: 'issue' } } },
    { path: '/browse/*', values: { 'page.name': { text: 'rest' }, 'page.rest': { group: '0' } } },
    { path: '/board', search: '*id=:id', hash: '', values: {} },
    {
      path: '/board',
      search: '*id=:id',
      values: { 'page.board': { group: 'id', split: '&', part: 0 }, 'page.name': { text: 'board' } },
    },
  ],
};

function read(url: string, adapter = ADAPTER): unknown {
  return readDeclared(adapter, { url: new URL(url), document });
}

/** What one value is, on the page that is there. */
function valueOf(value: Value): unknown {
  const adapter = { ...ADAPTER, values: {}, pages: [{ path: '/x', values: { it: value } }] };
  return readDeclared(adapter, { url: new URL('https://tracker.example.com/x'), document })?.['it'];
}

function show(body: string): void {
  document.body.innerHTML = body;
}

beforeEach(() => {
  document.documentElement.innerHTML = '<head></head><body></body>';
});

describe('of an address', () => {
  it.each([
    ['a page', 'https://tracker.example.com/browse/AB-1', { tool: 'tracker', name: 'issue', issue: 'AB-1' }],
    ['below a domain', 'https://a.corp.example/browse/AB-1', { tool: 'tracker', name: 'issue', issue: 'AB-1' }],
    ['the first page that fits', 'https://a.corp.example/browse/AB/1', { tool: 'tracker', name: 'rest', rest: 'AB/1' }],
    [
      'a group of the query',
      'https://a.corp.example/board?x=1&id=7&y#z',
      { tool: 'tracker', name: 'board', board: '7' },
    ],
    [
      'text as people read it',
      'https://a.corp.example/browse/caf%C3%A9',
      { tool: 'tracker', name: 'issue', issue: 'café' },
    ],
    ['nothing that is empty', 'https://a.corp.example/browse/', { tool: 'tracker', name: 'rest' }],
    [
      'no control characters',
      'https://a.corp.example/browse/a%00b%0A',
      { tool: 'tracker', name: 'issue', issue: 'ab' },
    ],
  ])('it reads %s', (_, url, page) => {
    expect(read(url)).toEqual({ type: 'tracker', url, page });
  });

  it('it reads nothing that lets somebody in', () => {
    const pages = [
      { path: '/cb', search: '*code=:code', values: { code: { group: 'code', split: '&', part: 0 } } },
      { path: '/*', values: {} },
    ];
    expect(
      read('https://someone:pw@a.corp.example/cb?code=s3cr3t&x=1#access_token=s3cr3t', { ...ADAPTER, pages }),
    ).toEqual({
      type: 'tracker',
      url: 'https://a.corp.example/cb?code=&x=1#access_token=',
      page: { tool: 'tracker' },
    });
  });

  it('an empty hash pattern wants no hash', () => {
    const url = 'https://a.corp.example/board?id=7';
    expect(read(url)).toEqual({ type: 'tracker', url, page: { tool: 'tracker' } });
  });

  it.each([
    ['another host', 'https://example.com/browse/AB-1'],
    ['the domain itself', 'https://corp.example/browse/AB-1'],
    ['no encryption', 'http://tracker.example.com/browse/AB-1'],
    ['another port', 'https://tracker.example.com:8443/browse/AB-1'],
    ['no page of the adapter', 'https://tracker.example.com/settings'],
    ['an address that is too long', `https://tracker.example.com/browse/${'a'.repeat(5000)}`],
  ])('it reads nothing of %s', (_, url) => {
    expect(read(url)).toBeNull();
  });
});

describe('of a page', () => {
  it.each<[string, string, Value, string]>([
    ['text', '<h1> Issue\n <b>5</b>! </h1>', { select: 'h1' }, 'Issue 5!'],
    ['the first element', '<p>a</p><p>b</p>', { select: 'p' }, 'a'],
    ['an attribute', '<a data-id=" 5 ">x</a>', { select: 'a', attribute: 'data-id' }, '5'],
    ['trimmed text', '<h1>Issue 5: x</h1>', { select: 'h1', prefix: 'Issue ', split: ': ', part: 0 }, '5'],
    ['512 characters', `<p>${'a'.repeat(9999)}</p>`, { select: 'p' }, 'a'.repeat(512)],
    ['text of a link', '<a href="/x?token=1">x</a>', { select: 'a' }, 'x'],
    ['markup as text', '<p>&lt;img src=x onerror=alert(1)&gt;</p>', { select: 'p' }, '<img src=x onerror=alert(1)>'],
    ['what is named like a secret further out', '<div id="session-list"><p>a</p></div>', { select: 'p' }, 'a'],
    ['what is said of secrets', '<h1>Session ends early</h1>', { select: 'h1' }, 'Session ends early'],
  ])('it reads %s', (_, body, value, expected) => {
    show(body);
    expect(valueOf(value)).toBe(expected);
  });

  it.each<[string, string, Value]>([
    ['an input', '<input class="x" title="s3cr3t">', { select: '.x', attribute: 'title' }],
    ['a textarea', '<textarea class="x">s3cr3t</textarea>', { select: '.x' }],
    ['an option', '<select><option class="x">s3cr3t</select>', { select: '.x' }],
    ['an option by its place', '<select><option>s3cr3t</select>', { select: 'body > * > *' }],
    ['a field by its place', '<input title="s3cr3t">', { select: 'body > :first-child', attribute: 'title' }],
    ['text in a form field', '<div class="x"><textarea>s3cr3t</textarea></div>', { select: '.x' }],
    ['text that somebody writes', '<div contenteditable><p class="x">s3cr3t</p></div>', { select: '.x' }],
    ['text in an editor', '<div class="x"><p contenteditable="plaintext-only">s3cr3t</p></div>', { select: '.x' }],
    ['a field of roles', '<div role="textbox" class="x">s3cr3t</div>', { select: '.x' }],
    ['what an attribute value holds', '<li value="5" class="x"></li>', { select: '.x', attribute: 'value' }],
    ['the same in upper case', '<li value="5" class="x"></li>', { select: '.x', attribute: 'VALUE' }],
    ['hidden text', '<p class="x" hidden>s3cr3t</p>', { select: '.x' }],
    ['an attribute of what is hidden', '<p class="x" hidden title="s3cr3t"></p>', { select: '.x', attribute: 'title' }],
    ['text in what is hidden', '<div hidden="until-found"><p class="x">s3cr3t</p></div>', { select: '.x' }],
    ['a hidden part', '<p class="x"><b hidden>s3cr3t</b></p>', { select: '.x' }],
    ['what screen readers do not say', '<div aria-hidden="true"><p class="x">s3cr3t</p></div>', { select: '.x' }],
    ['display: none', '<p class="x" style="display: none">s3cr3t</p>', { select: '.x' }],
    ['display: none further out', '<div style="display: none"><p class="x">s3cr3t</p></div>', { select: '.x' }],
    ['display: none of a part', '<p class="x"><b style="display: none">s3cr3t</b></p>', { select: '.x' }],
    ['visibility: hidden', '<p class="x" style="visibility: hidden">s3cr3t</p>', { select: '.x' }],
    ['opacity: 0', '<div style="opacity: 0"><p class="x">s3cr3t</p></div>', { select: '.x' }],
    ['a style sheet that hides', '<style>.x { display: none }</style><p class="x">s3cr3t</p>', { select: '.x' }],
    ['a script', '<script type="application/json" class="x">{"a": "s3cr3t"}</script>', { select: '.x' }],
    ['a script in the text', '<p class="x"><script type="a/b">s3cr3t</script></p>', { select: '.x' }],
    ['a style sheet', '<style class="x">/* s3cr3t */</style>', { select: '.x' }],
    ['what shows without scripts', '<noscript class="x">s3cr3t</noscript>', { select: '.x' }],
    ['a template', '<template class="x">s3cr3t</template>', { select: '.x' }],
    ['what is in a template', '<template><p class="x">s3cr3t</p></template>', { select: '.x' }],
    ['a comment', '<p class="x"><!-- s3cr3t --></p>', { select: '.x' }],
    ['an id with a word', '<code id="apiToken" class="x">s3cr3t</code>', { select: '.x' }],
    ['a class with a word', '<code class="x my-SECRET">s3cr3t</code>', { select: '.x' }],
    ['a name with a word', '<output name="csrf" class="x">s3cr3t</output>', { select: '.x' }],
    ['an attribute that is called so', '<code data-session="1" class="x">s3cr3t</code>', { select: '.x' }],
    ['a data value with a word', '<code data-kind="password" class="x">s3cr3t</code>', { select: '.x' }],
    ['a part with a word', '<p class="x"><code class="nonce">s3cr3t</code></p>', { select: '.x' }],
    ['a part of a part with a word', '<p class="x"><b><i data-a="xsrf">s3cr3t</i></b></p>', { select: '.x' }],
    ['a link with a word', '<a class="x" href="/in?access_token=s3cr3t">x</a>', { select: '.x', attribute: 'href' }],
    ['an attribute with a word', '<a class="x" x-token="s3cr3t">x</a>', { select: '.x', attribute: 'x-token' }],
    ['what is not there', '<p>a</p>', { select: '.x' }],
    ['an attribute that is not there', '<p class="x">a</p>', { select: '.x', attribute: 'data-a' }],
    ['what has no text', '<p class="x"> <b> </b></p>', { select: '.x' }],
    ['a selector that throws', '<p class="x">a</p>', { select: '.x:no-such-thing(' }],
    ['a part that the text does not have', '<p class="x">a</p>', { select: '.x', split: '/', part: 1 }],
  ])('it does not read %s', (_, body, value) => {
    show(body);
    expect(valueOf(value)).toBeUndefined();
  });

  it('does not read the head', () => {
    document.head.innerHTML = '<title>a</title><meta name="user" content="b">';
    expect(valueOf({ select: 'title' })).toBeUndefined();
    expect(valueOf({ select: 'meta[name=user]', attribute: 'content' })).toBeUndefined();
  });

  it('does not enter shadow trees', () => {
    show('<p class="x">a<i id="host"></i></p>');
    const root = document.querySelector('#host')?.attachShadow({ mode: 'open' });
    if (root) root.innerHTML = '<b class="y">s3cr3t</b>';
    expect(valueOf({ select: '.x' })).toBe('a');
    expect(valueOf({ select: '.y' })).toBeUndefined();
  });

  it('reads nothing of a page in which somebody writes everywhere', () => {
    show('<p class="x">s3cr3t</p>');
    document.designMode = 'on';
    expect(valueOf({ select: '.x' })).toBeUndefined();
    document.designMode = 'off';
  });

  it('takes the first element only, even where that one may not be read', () => {
    show('<p hidden>a</p><p>b</p>');
    expect(valueOf({ select: 'p' })).toBeUndefined();
  });

  it('does not get lost in an endless element', () => {
    show(`<div class="x">${'<i></i>'.repeat(600)}end</div>`);
    expect(valueOf({ select: '.x' })).toBeUndefined();
    show(`<div class="x">${'<b>'.repeat(60)}deep</div>`);
    expect(valueOf({ select: '.x' })).toBe('deep');
  });

  it('leaves the page as it is', () => {
    show('<p class="x" id="a">a<b hidden>b</b></p>');
    const before = document.documentElement.outerHTML;
    valueOf({ select: '.x' });
    expect(document.documentElement.outerHTML).toBe(before);
  });
});

it.each([
  '__proto__.hacked',
  'constructor.hacked',
  'constructor.prototype.hacked',
  'toString.hacked',
  'a.__proto__.hacked',
])('the path %s changes no object but the context', (path) => {
  const values = JSON.parse(JSON.stringify({ [path]: { text: 'x' } })) as Record<string, Value>;
  read('https://tracker.example.com/x', { ...ADAPTER, pages: [{ path: '/x', values }] });
  expect({}).not.toHaveProperty('hacked');
  expect(Object).not.toHaveProperty('hacked');
  expect(Reflect.get(Object.prototype, 'toString')).not.toHaveProperty('hacked');
});
