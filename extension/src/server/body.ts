/** Reading an answer's body, no more of it than we can bear. */

import { Failed } from './failed.ts';

/** Bytes of one answer, streamed or not: a server keeps each integration's results below 256 KiB. */
export const MAX_BODY = 8 * 1024 * 1024;
/** Characters of a streamed line: 64 KiB are agreed on, and one is not a line feed short of them. */
const MAX_LINE = 65 * 1024;

/** The text as it arrives. `heard` is called for each piece. */
async function* pieces(response: Response, most: number, heard: () => void): AsyncGenerator<string> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      heard();
      size += value.byteLength;
      if (size > most) throw strange(`the answer has more than ${most} bytes`);
      yield decoder.decode(value, { stream: true });
    }
    yield decoder.decode();
  } finally {
    // Tells the server that nobody listens any more; after the end it does nothing.
    void reader.cancel().catch(() => undefined);
  }
}

export async function readText(response: Response, most = MAX_BODY, heard = (): void => undefined): Promise<string> {
  let text = '';
  for await (const piece of pieces(response, most, heard)) text += piece;
  return text;
}

/** Each line without its end, as soon as it is there; what follows the last line feed is no line. */
export async function* readLines(response: Response, heard: () => void): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces(response, MAX_BODY, heard)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if ([...lines, rest].some((line) => line.length > MAX_LINE)) {
      throw strange(`a line of the answer has more than ${MAX_LINE} characters`);
    }
    yield* lines.filter((line) => line.trim() !== '');
  }
}

function strange(message: string): Failed {
  return new Failed({ kind: 'strange', message });
}
