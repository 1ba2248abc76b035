// @vitest-environment node
import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { types } from '../../scripts/types.mjs';

it('has the types that the schema gives: otherwise run `npm run types`', async () => {
  const kept = readFileSync(new URL('types.ts', import.meta.url), 'utf8');
  expect(kept).toBe(await types());
});
