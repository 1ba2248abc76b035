import { expect, it } from 'vitest';

import { asCommand, asJson } from './command.ts';

const context = { type: 'github', url: "https://github.com/acme/it's-$(id)`x`", page: { name: 'a\nCONTEXT\nb' } };

it('gives the context to the shell as it is, on one line between two marks', () => {
  const lines = asCommand(context, 'on-call').split('\n');
  expect(lines[0]).toBe("skerry run on-call --context - <<'CONTEXT'");
  expect(JSON.parse(lines[1] ?? '')).toEqual(context);
  expect(lines.slice(2)).toEqual(['CONTEXT', '']);
});

it.each([null, 'x; rm -rf ~', '$(id)', '../../x', 'Über', "a'b"])('%j is no name for a command line', (name) => {
  expect(asCommand(context, name)).toMatch(/^skerry run NAME --context - /);
});

it('copies exactly what is sent', () => {
  expect(JSON.parse(asJson(context))).toEqual(context);
});

it('writes what a terminal would not show as it is as an escape', () => {
  const strange = { type: 'github', url: 'https://a.example/\u009b31m\u202e\u007f' };
  const [, line] = asCommand(strange, null).split('\n');
  expect(line).toBe('{"type":"github","url":"https://a.example/\\u009b31m\\u202e\\u007f"}');
  expect(JSON.parse(line ?? '')).toEqual(strange);
});
