/** A real `skerry serve` in a process of its own. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const REPOSITORY = join(import.meta.dirname, '..', '..', '..');
const VENV = join(REPOSITORY, '.venv', 'bin', 'python');
export const PYTHON = process.env['SKERRY_PYTHON'] ?? (existsSync(VENV) ? VENV : 'python3');
const START_MS = 60_000;

export const TOKEN = 'skerry_e2e_Hq7ZkP2vX9mLw4RtB6yNc8JdS3';
export const GALLERY = join(REPOSITORY, 'integrations', 'standalone');

export interface LogLine {
  readonly event: string;
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  readonly ms?: number;
  /** What an integration has logged. */
  readonly message?: string;
}

export interface ServerOptions {
  /** Where the integrations are: a folder, or files by name that a folder is made of. */
  readonly integrations: string | Readonly<Record<string, string>>;
  /** skerry.toml. */
  readonly config?: string;
  readonly port?: number;
}

export interface SkerryServer {
  readonly url: string;
  readonly port: number;
  /** What it logged so far, JSON lines decoded. */
  readonly log: readonly LogLine[];
  /** All that it printed. */
  readonly printed: () => string;
  /** Replaces or adds one of the files that the integrations were given as. */
  write(name: string, text: string): void;
  /** Requests that ran integrations. */
  contexts(): readonly LogLine[];
  stop(): Promise<void>;
}

export async function startSkerry(options: ServerOptions): Promise<SkerryServer> {
  const folder = mkdtempSync(join(tmpdir(), 'skerry-e2e-'));
  const config = join(folder, 'skerry.toml');
  writeFileSync(config, options.config ?? '');
  let integrations = options.integrations;
  if (typeof integrations !== 'string') {
    for (const [name, text] of Object.entries(integrations)) writeFileSync(join(folder, name), text);
    integrations = folder;
  }
  const start = 'from runtime.cli import main; main()';
  const flags = ['--config', config, '--integrations', integrations, '--port', String(options.port ?? 0)];
  const child = spawn(PYTHON, ['-c', start, 'serve', ...flags], {
    cwd: REPOSITORY,
    env: { ...process.env, SKERRY_TOKEN: TOKEN },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const lines: string[] = [];
  const log: LogLine[] = [];
  const url = await listening(child, (line) => {
    lines.push(line);
    if (line.startsWith('{')) log.push(JSON.parse(line) as LogLine);
  });
  return {
    url,
    port: Number(new URL(url).port),
    log,
    write(name, text) {
      writeFileSync(join(folder, name), text);
    },
    printed: () => lines.join('\n'),
    contexts: () => log.filter((line) => line.route === '/context' && line.method === 'POST'),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The address, once the server says it. */
async function listening(child: ChildProcess, told: (line: string) => void): Promise<string> {
  if (child.stderr === null) throw new Error('the server has no standard error');
  const reader = createInterface({ input: child.stderr });
  const said: string[] = [];
  return await new Promise((resolve, reject) => {
    const fail = (why: string) => {
      reject(new Error(`the server ${why}:\n${said.join('\n')}`));
    };
    const late = setTimeout(() => {
      fail('did not start in time');
    }, START_MS);
    child.once('exit', () => {
      fail('ended');
    });
    reader.on('line', (line) => {
      said.push(line);
      told(line);
      const address = /Skerry listens on (http:\/\/\S+)/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    });
  });
}
