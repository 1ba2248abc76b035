/** From how the worker says a page is read to the reader that does it. */

import { aws } from '../aws/aws.ts';
import type { PageReader } from '../context/model.ts';
import { readDeclared } from '../declared/read.ts';
import { generic } from '../generic/generic.ts';
import { github } from '../github/github.ts';
import type { Reading } from '../messages/table.ts';

export function readerOf(reading: Reading): PageReader {
  switch (reading.kind) {
    case 'github':
      return github;
    case 'aws':
      return aws;
    case 'generic':
      return generic;
    case 'declared':
      return { name: reading.adapter.name, open: [''], read: (page) => readDeclared(reading.adapter, page) };
  }
}
