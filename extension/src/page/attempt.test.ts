// @vitest-environment node
import { expect, test } from 'vitest';

import { attempt } from './attempt.ts';

test('what comes of it, or nothing', () => {
  expect(attempt(() => 7)).toBe(7);
  const strange = (): number => {
    throw new Error('a strange page');
  };
  expect(attempt(strange)).toBeUndefined();
});
