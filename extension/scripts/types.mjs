/** Makes src/wire/types.ts of src/wire/schema.json, which `python -m runtime.http.schema` prints. */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { compile } from 'json-schema-to-typescript';

const SCHEMA = new URL('../src/wire/schema.json', import.meta.url);
const TYPES = new URL('../src/wire/types.ts', import.meta.url);

const BANNER = `/** What a server answers. Made of schema.json, which is made of the server's models: do not edit.
 *
 *     python -m runtime.http.schema > extension/src/wire/schema.json    # in the project's folder
 *     npm run types                                                     # in extension/
 *
 * Names that a server may add later are not in it, and nothing here is checked: decode what comes. */
`;

const OPTIONS = {
  additionalProperties: false,
  bannerComment: BANNER,
  ignoreMinAndMaxItems: true,
  unreachableDefinitions: true,
  style: { printWidth: 120, singleQuote: true },
};

// The generator has no options for these.
const CHANGES = [
  [/( \*\n)? \* This (interface|type) was referenced by [^/]*?"\.\n/g, ''],
  [/\/\*\*\n \*\/\n/g, ''], // what is left of a comment that said no more
  [/export interface Wire \{[^}]*\}\n/, ''], // the schema's root, which is nothing
  [/^( +)([\w[][^*:]*?: )/gm, '$1readonly $2'],
  [/(\w+|\([^()\n]*\))\[\]/g, 'readonly $1[]'],
  [/\/\*\*\n( *) \* ([^\n]*)\n *\*\//g, '/** $2 */'],
  [/^(?=\/\*\*|export)/gm, '\n'],
  [/(\*\/\n)\n+(?=export)/g, '$1'],
  [/\n{3,}/g, '\n\n'],
];

/** The text of types.ts for the schema as it is. */
export async function types() {
  const made = await compile(JSON.parse(readFileSync(SCHEMA, 'utf8')), 'Wire', OPTIONS);
  return CHANGES.reduce((text, [found, put]) => text.replace(found, put), made).trimStart();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TYPES, await types());
