/** The adapters that ship, and pages to try them on. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json } from '../../context/model.ts';
import type { AdapterDefinition } from '../model.ts';
import { readDeclared } from '../read.ts';
import { validateAdapter } from '../validate.ts';

export const FOLDER = join(import.meta.dirname, '../../../../integrations/adapters');

/** What every page has that must never be read: a log-in form, tokens, a draft. */
const SECRETS = `
  <form><input type="password" name="password" value="s3cr3t"><input type="hidden" name="csrf" value="s3cr3t">
  <textarea>s3cr3t</textarea></form>
  <div hidden class="title"><h1>s3cr3t</h1></div>
  <h1 contenteditable>s3cr3t</h1>
  <code id="api-token">s3cr3t</code>
  <script type="application/json">{"token": "s3cr3t"}</script>`;

/** A page's address without its host, what its adapter makes of it, and what stands in the page. `address`: only that is
 * told of it; `nothing`: not even that. */
export type Row = readonly [
  address: string,
  page: Readonly<Record<string, Json>> | 'address' | 'nothing',
  body?: string,
];

export function load(file: string, hosts: readonly string[]): AdapterDefinition {
  const content = parse(readFileSync(join(FOLDER, file), 'utf8')) as object;
  const validated = validateAdapter({ ...content, file, hosts });
  if ('problem' in validated) throw new Error(validated.problem);
  return validated.adapter;
}

export function reads(name: string, host: string, rows: readonly Row[]): void {
  const adapter = load(`${name}.adapter.yml`, [host]);
  describe(`the adapter for ${name} reads`, () => {
    const cases = rows.map(([address, page, body = '<body></body>']) => ({ address, page, body }));
    it.each(cases)('$address', ({ address, page, body }) => {
      document.documentElement.innerHTML = `<head><meta name="csrf-token" content="s3cr3t"></head>${body}`;
      document.body.insertAdjacentHTML('beforeend', SECRETS);
      const url = `https://${host}${address}`;
      const context = readDeclared(adapter, { url: new URL(url), document });
      const told = { type: name, url, ...(typeof page === 'object' && { page }) };
      expect(context).toEqual(page === 'nothing' ? null : told);
      expect(JSON.stringify(context)).not.toContain('s3cr3t');
    });
  });
}
