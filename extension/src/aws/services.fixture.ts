/** A table of addresses for the test of a collector. */

import { expect, test } from 'vitest';

import { merge } from '../context/merge.ts';
import { consolePage } from './page.fixture.ts';
import type { ServiceCollector } from './service.ts';

/** Addresses, and what `service` is there without its name; null where the page is another service's. */
export function reads(
  name: string,
  collect: ServiceCollector,
  cases: Readonly<Record<string, Readonly<Record<string, string>> | null>>,
): void {
  test.each(Object.entries(cases))('%s', (address, service) => {
    const found = collect(consolePage(address));
    expect(found && merge(found)).toEqual(service && { name, ...service });
  });

  test("another service's page is none", () => {
    expect(collect(consolePage('/somethingelse/home#/functions/a'))).toBeNull();
  });
}
