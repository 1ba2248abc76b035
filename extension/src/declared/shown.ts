/** What people see of a page. The rest stays in it: what is hidden, what somebody types, what belongs to scripts. */

import { hasSecretWord } from './words.ts';

/** Nothing in these is the page's text, or it is what somebody types. */
const NEVER_READ = [
  'head,script,style,template,noscript',
  'input,textarea,select,option,optgroup,datalist,output',
  '[hidden],[aria-hidden="true" i],[role="textbox" i],[role="searchbox" i],[role="combobox" i]',
  '[contenteditable]:not([contenteditable="false" i])',
].join();

/** Elements and texts that one value is made of, at most. */
const MAX_NODES = 500;

/** Whether people see the element: neither it nor what it stands in is hidden. */
export function isShown(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) if (hides(at)) return false;
  // Also false in closed `details`, and for what a shadow tree has no slot for.
  return element.checkVisibility() && !isEmpty(element) && element.ownerDocument.designMode !== 'on';
}

/** Whether an element is named like something secret. */
export function isNamedSecret(element: Element): boolean {
  return Array.from(element.attributes).some(
    ({ name, value }) => hasSecretWord(name) || (/^(?:id|name|class|data-.*)$/i.test(name) && hasSecretWord(value)),
  );
}

/** The text of an element that is shown, without parts that are hidden or named like secrets; at least `enough`
 * characters where there are as many. Shadow trees are not entered. */
export function shownText(element: Element, enough: number): string {
  const walker = element.ownerDocument.createTreeWalker(
    element,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) =>
      (node instanceof Element ? isOpen(node) : !isEmpty(node.parentElement ?? element))
        ? NodeFilter.FILTER_ACCEPT
        : NodeFilter.FILTER_REJECT,
  );
  let text = '';
  for (let count = 0; count < MAX_NODES && text.length < enough; count++) {
    const node = walker.nextNode();
    if (!node) break;
    if (node instanceof Text) text += node.data.slice(0, enough);
  }
  return text;
}

/** Of an element in one that is shown. */
function isOpen(element: Element): boolean {
  return !hides(element) && element.checkVisibility() && !isNamedSecret(element);
}

function hides(element: Element): boolean {
  if (element.matches(NEVER_READ)) return true;
  const { display, visibility, opacity, overflow } = getComputedStyle(element);
  if (display === 'none' || /hidden|collapse/.test(visibility) || opacity === '0') return true;
  return overflow !== 'visible' && isEmpty(element);
}

/** Whether the element takes no place. False where nothing has a place: in documents that are not drawn. */
function isEmpty(element: Element): boolean {
  const area = ({ width, height }: DOMRect): number => width * height;
  const root = element.ownerDocument.documentElement;
  return area(element.getBoundingClientRect()) === 0 && area(root.getBoundingClientRect()) > 0;
}
