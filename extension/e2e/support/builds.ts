/** The two builds that are tested: the one that ships, and one whose shadow roots are open, so that a test can look in. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const EXTENSION = join(import.meta.dirname, '..', '..');
const OUT = join(process.env['SKERRY_OUT'] ?? join(EXTENSION, '.output'), 'e2e');

export type Build = 'shipped' | 'open';

/** The folder of an unpacked build. */
export function buildFolder(build: Build): string {
  return join(OUT, build, 'chrome-mv3');
}

export default function makeBuilds(): void {
  for (const build of ['shipped', 'open'] as const) {
    const environment = { ...process.env, SKERRY_OUT: join(OUT, build), SKERRY_OPEN_ROOT: build === 'open' ? '1' : '' };
    execFileSync('npx', ['wxt', 'build'], { cwd: EXTENSION, env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
