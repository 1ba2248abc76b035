/** URL patterns: the part of URLPattern's syntax that needs no regular expression of the author's (`:name`, `:name?`,
 * `:name+`, `:name*`, `*`), with URLPattern's meaning.
 *
 * Not the browser's own URLPattern, because that makes a backtracking regular expression of each pattern: `/a:x+b` takes
 * exponential time on a long address, eight `*` time to the power of eight, and a page chooses its address. Here each
 * branch is taken once for each place in the text, so the time is bounded by pattern length times text length. */

export type Component = 'path' | 'search' | 'hash';

/** Longer addresses match nothing: characters of one component. */
export const MAX_TEXT = 4096;

type Step =
  | { readonly char: string }
  /** Any character; with `segment` any but a slash. */
  | { readonly any: 'segment' | 'all' }
  /** Notes the place: the even slots are where groups begin, the odd ones where they end. */
  | { readonly slot: number }
  /** Goes on at the first of these steps, and should that fail at the next. */
  | { readonly ways: readonly number[] };

const PIECE = /(\/?):([A-Za-z][A-Za-z0-9]*)([?+*]?)|\*|[^]/g;

/** The names of the groups in order; a wildcard's is `*`. */
export function groupNames(pattern: string): readonly string[] {
  const pieces = [...pattern.matchAll(PIECE)];
  return pieces.flatMap(([piece, , name]) => (name !== undefined ? [name] : piece === '*' ? ['*'] : []));
}

/** What the groups took, in the order of `groupNames`: undefined for a group that was left out. Null: no match. */
export function matchPattern(
  pattern: string,
  text: string,
  component: Component,
): readonly (string | undefined)[] | null {
  if (text.length > MAX_TEXT) return null;
  const slots = run(compile(pattern, component), text);
  return slots && groupNames(pattern).map((_, group) => between(text, slots[2 * group], slots[2 * group + 1]));
}

function between(text: string, start: number | undefined, end: number | undefined): string | undefined {
  return start === undefined ? undefined : text.slice(start, end);
}

/** The pattern as the browser writes addresses: the mark that begins a query or hash is no part of it, and a quotation
 * mark in a query is %27. */
function asWritten(pattern: string, component: Component): string {
  if (component === 'search') return pattern.replace(/^\?/, '').replaceAll("'", '%27');
  return component === 'hash' ? pattern.replace(/^#/, '') : pattern;
}

function compile(pattern: string, component: Component): readonly Step[] {
  const steps: Step[] = [];
  const any = component === 'path' ? 'segment' : 'all';
  let slot = 0;
  /** Puts a branch around what `body` adds: greedy tries the body first. */
  const optional = (body: () => void): void => {
    const at = steps.push({ ways: [] }) - 1;
    body();
    steps[at] = { ways: [at + 1, steps.length] };
  };
  const group = (body: () => void): void => {
    steps.push({ slot: slot++ });
    body();
    steps.push({ slot: slot++ });
  };
  const oneOrMore = (lazy: boolean): void => {
    const start = steps.push({ any }) - 1;
    const end = steps.length + 1;
    steps.push({ ways: lazy ? [end, start] : [start, end] });
  };
  // The `/` before a group belongs to it: `/a/:b?` also takes `/a`, and `/:b+` any number of segments.
  const named = (slash: boolean, repeated: boolean): void => {
    if (slash) steps.push({ char: '/' });
    group(() => {
      const start = steps.length;
      oneOrMore(slash || !repeated);
      if (slash && repeated) {
        optional(() => {
          steps.push({ char: '/' }, { ways: [start] });
        });
      }
    });
  };
  const written = asWritten(pattern, component);
  for (const [piece, before, name, modifier] of written.matchAll(PIECE)) {
    if (name !== undefined) {
      const slash = before === '/' && component === 'path';
      if (before === '/' && !slash) steps.push({ char: '/' });
      const body = (): void => {
        named(slash, modifier === '+' || modifier === '*');
      };
      if (modifier === '?' || modifier === '*') optional(body);
      else body();
    } else if (piece === '*') {
      group(() => {
        optional(() => {
          const branch = steps.push({ any: 'all' }) - 2;
          steps.push({ ways: [branch] });
        });
      });
    } else {
      steps.push({ char: piece });
    }
  }
  return steps;
}

/** The slots of the first way through all steps that takes the whole text. */
function run(steps: readonly Step[], text: string): readonly (number | undefined)[] | null {
  const tried = new Set<number>();
  const open: { step: number; at: number; slots: readonly (number | undefined)[] }[] = [{ step: 0, at: 0, slots: [] }];
  for (let way = open.pop(); way; way = open.pop()) {
    let { step, at, slots } = way;
    for (;;) {
      const now = steps[step];
      if (!now) {
        if (at === text.length) return slots;
        break;
      }
      if ('slot' in now) {
        const noted = [...slots];
        noted[now.slot] = at;
        slots = noted;
        step++;
      } else if ('ways' in now) {
        const place = step * (MAX_TEXT + 1) + at;
        const [first, second] = now.ways;
        if (first === undefined || tried.has(place)) break;
        tried.add(place);
        if (second !== undefined) open.push({ step: second, at, slots });
        step = first;
      } else {
        const char = text[at];
        if (char === undefined || ('char' in now ? char !== now.char : now.any === 'segment' && char === '/')) break;
        at++;
        step++;
      }
    }
  }
  return null;
}
