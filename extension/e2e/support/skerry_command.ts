/** A terminal with the `skerry` command in it. */

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { PYTHON, REPOSITORY } from './skerry_server.ts';

export interface Said {
  readonly out: string;
  readonly err: string;
}

/** Pastes `command` into a shell in a new folder of these files, by their paths in it. Rejects where it ends with an error. */
export async function paste(command: string, files: Readonly<Record<string, string>>): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), 'skerry-terminal-'));
  const programs = mkdtempSync(join(tmpdir(), 'skerry-programs-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const start = 'from runtime.cli import main; main()';
    writeFileSync(join(programs, 'skerry'), `#!/bin/sh\nexec "${PYTHON}" -c '${start}' "$@"\n`, { mode: 0o755 });
    const PATH = [programs, process.env['PATH']].join(delimiter);
    const { stdout, stderr } = await promisify(execFile)('/bin/sh', ['-c', command], {
      cwd: folder,
      env: { ...process.env, PATH, PYTHONPATH: REPOSITORY },
    });
    return { out: stdout, err: stderr };
  } finally {
    for (const each of [folder, programs]) rmSync(each, { recursive: true, force: true });
  }
}
