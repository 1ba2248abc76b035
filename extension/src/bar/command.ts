/** The page's context as a command for a shell: `skerry run NAME --context -`, with the context as its input. */

import type { PageContext } from '../context/model.ts';

/** As the server demands of `metadata.name`. Any other name does not get into somebody's shell. */
const NAME = /^[a-z][a-z0-9_-]{3,99}$/;

export function asJson(context: PageContext): string {
  return JSON.stringify(context, null, 2);
}

/** What a terminal could take for an order of its own, or show in another order than it is. JSON may write it as an escape. */
const INVISIBLE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** A quoted here-document is taken as it is: no `$`, no quote of the page means anything. JSON on one line cannot be its end. */
export function asCommand(context: PageContext, integration: string | null): string {
  const name = integration !== null && NAME.test(integration) ? integration : 'NAME';
  return `skerry run ${name} --context - <<'CONTEXT'\n${oneLine(context)}\nCONTEXT\n`;
}

function oneLine(context: PageContext): string {
  return JSON.stringify(context).replace(
    INVISIBLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
