import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { SERVE, SERVED_AT } from './command.ts';

const README = readFileSync(`${import.meta.dirname}/../../../../README.md`, 'utf8');

it('shows the command that README.md begins with, and the address that it names', () => {
  expect(README).toContain(`<!-- serve -->\n\`\`\`sh\n${SERVE}\n\`\`\``);
  expect(README).toContain(`on ${SERVED_AT}`);
});
