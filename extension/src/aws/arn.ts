/** ARNs: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`. */

import type { ConsolePage } from './place.ts';
import { partitionOf } from './region.ts';

export interface Arn {
  readonly text: string;
  readonly service: string;
  readonly resource: string;
  /** The last part of the resource: the name. */
  readonly name: string;
}

const ARN = /^arn:aws[a-z-]*:([a-z0-9-]+):[a-z0-9-]*:(?:\d{12})?:(\S{1,1000})$/;
/** Texts of the page that are looked at in search of an account. */
const MOST_TEXTS = 5000;

/** Reads one that an address holds. */
export function arnOf(text: string | undefined): Arn | null {
  const [, service, resource] = ARN.exec(text ?? '') ?? [];
  if (text === undefined || service === undefined || resource === undefined) return null;
  return { text, service, resource, name: resource.split(/[:/]/).at(-1) ?? resource };
}

/** The ARN of a resource in the page's region and account. Undefined where one of them is not known and the page's
 * text does not have the ARN either. */
export function arn(page: ConsolePage, service: string, resource: string): string | undefined {
  const { region, account } = page;
  if (region !== undefined && account !== undefined) {
    return `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;
  }
  return inText(page.document, service, resource);
}

/** `main` often shows the ARN of what it is about. Only one that ends with the very resource is taken. */
function inText(document: Document, service: string, resource: string): string | undefined {
  const main = document.querySelector('main');
  if (main === null) return undefined;
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let count = 0; count < MOST_TEXTS && texts.nextNode(); count += 1) {
    const found = arnOf(texts.currentNode.nodeValue?.trim());
    if (found?.service === service && found.resource === resource) return found.text;
  }
  return undefined;
}
