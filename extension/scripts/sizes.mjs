// Says how big what is loaded is, gzip, and fails where a bound is passed: `npm run sizes` after `npm run build`.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BOUNDS = { 'reader.js': 15_000, 'bar.js': 80_000, 'background.js': 30_000 }; // bytes
const output = join(import.meta.dirname, '..', '.output');

let failed = false;
for (const build of readdirSync(output).filter((name) => name.endsWith('-mv3'))) {
  for (const [file, bound] of Object.entries(BOUNDS)) {
    const size = gzipSync(readFileSync(join(output, build, file)), { level: 9 }).length;
    const verdict = size <= bound ? 'ok' : 'TOO BIG';
    failed ||= size > bound;
    process.stdout.write(`${build} ${file}: ${size} of ${bound} bytes gzip: ${verdict}\n`);
  }
}
process.exitCode = failed ? 1 : 0;
