/** A grammar of CSS selectors: what is needed to point at an element. Escapes, comments, namespaces and
 * pseudo-elements are not in it, so that a selector names what it seems to name; nor are pseudo-classes that tell what
 * somebody has typed or ticked, nor `:has()`: that one takes a browser up to 0.6 s on a page of 38,000 elements,
 * everything else here at most 13 ms. */

import { Refused } from './refused.ts';
import { hasSecretWord } from './words.ts';

const MAX_SELECTOR = 256; // characters
const MAX_ATTRIBUTE = 64;

const TYPED_INTO = ['input', 'textarea', 'select', 'option'];
const POSITIONS = /^(?:root|scope|empty|first-child|last-child|only-child|first-of-type|last-of-type|only-of-type)$/i;
const COUNTED = /^nth-(?:last-)?(?:child|of-type)$/i;
const COMBINED = /^(?:is|where|not)$/i;

const NAME = '(?:-?[A-Za-z_\\u0080-\\u{10ffff}]|--)[-A-Za-z0-9_\\u0080-\\u{10ffff}]*';
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const SPACE = / */uy;
const COMBINATOR = / *[>+~] *| +/uy;
const ELEMENT = new RegExp(`\\*|${NAME}`, 'uy');
const CLASS_OR_ID = new RegExp(`[.#]${NAME}`, 'uy');
const ATTRIBUTE = new RegExp(
  `\\[ *(${NAME}) *(?:[~|^$*]?= *(?:${NAME}|"[^"\\\\\\n]*"|'[^'\\\\\\n]*') *(?:[iIsS] *)?)?\\]`,
  'uy',
);
const PSEUDO = /:([A-Za-z-]+)/uy;
const COUNT = /\( *(?:even|odd|[+-]?[0-9]{1,4}|[+-]?[0-9]{0,4}n(?: *[+-] *[0-9]{1,4})?) *\)/iuy;

export function checkSelector(text: string): void {
  // Counted as the server does, which is why what is far too long is not counted.
  const length = text.length > 2 * MAX_SELECTOR ? text.length : Array.from(text).length;
  if (length > MAX_SELECTOR || text.trim() === '') {
    throw new Refused(`has ${length} characters; at most ${MAX_SELECTOR} are taken, and at least one`);
  }
  if (UNSEEN.test(text)) throw new Refused('has a character that cannot be seen');
  refuseSecretWord(text);
  const named = parse(text);
  const typed = TYPED_INTO.find((element) => named.elements.has(element));
  if (typed !== undefined) throw new Refused(`names ${typed}, and what people type is never read`);
  if (named.attributes.has('value')) throw new Refused('asks for value, and what people type is never read');
}

export function checkAttribute(name: string): void {
  refuseSecretWord(name);
  if (name.length > MAX_ATTRIBUTE || !/^[A-Za-z_][A-Za-z0-9_.:-]*$/.test(name)) throw new Refused('is no attribute');
  if (name.toLowerCase() === 'value') throw new Refused('is value, and what people type is never read');
}

function refuseSecretWord(text: string): void {
  if (hasSecretWord(text)) throw new Refused(`has a word that secrets are named with ("${text.slice(0, 60)}")`);
}

/** What a selector names, in lower case. */
interface Named {
  readonly elements: Set<string>;
  readonly attributes: Set<string>;
}

function parse(text: string): Named {
  const named: Named = { elements: new Set(), attributes: new Set() };
  let at = 0;

  const take = (expected: RegExp): RegExpExecArray | null => {
    expected.lastIndex = at;
    const match = expected.exec(text);
    if (match) at = expected.lastIndex;
    return match;
  };
  const refuse = (): never => {
    throw new Refused(`cannot be read from "${text.slice(at, at + 40)}" on`);
  };

  // Nested as deep as there are parentheses, of which 256 characters do not hold many.
  function alternatives(): void {
    for (;;) {
      take(SPACE);
      complex();
      take(SPACE);
      if (text[at] !== ',') return;
      at++;
    }
  }

  function complex(): void {
    compound();
    for (let sign = take(COMBINATOR); sign; sign = take(COMBINATOR)) {
      const end = at === text.length || text[at] === ',' || text[at] === ')';
      if (sign[0].trim() === '' && end) return;
      compound();
    }
  }

  function compound(): void {
    const start = at;
    const element = take(ELEMENT);
    if (element) named.elements.add(element[0].toLowerCase());
    while (take(CLASS_OR_ID) ?? (attribute() || pseudo()));
    if (at === start) refuse();
  }

  function attribute(): boolean {
    const name = take(ATTRIBUTE)?.[1];
    if (name !== undefined) named.attributes.add(name.toLowerCase());
    return name !== undefined;
  }

  function pseudo(): boolean {
    const name = take(PSEUDO)?.[1];
    if (name === undefined) return false;
    if (POSITIONS.test(name) || (COUNTED.test(name) && take(COUNT))) return true;
    if (!COMBINED.test(name) || text[at] !== '(') refuse();
    at++;
    alternatives();
    if (text[at] !== ')') refuse();
    at++;
    return true;
  }

  alternatives();
  if (at < text.length) refuse();
  return named;
}
