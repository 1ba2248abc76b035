// @vitest-environment node
import { expect, test } from 'vitest';

import { merge } from './merge.ts';

test('objects are merged, texts replaced, undefined says nothing', () => {
  expect(
    merge(
      { page: { name: 'repository', section: { name: 'code' } } },
      null,
      { page: { section: { name: 'commit', hash: undefined, resource: '' } } },
      { global: { user: undefined } },
    ),
  ).toEqual({ page: { name: 'repository', section: { name: 'commit', resource: '' } }, global: {} });
});
