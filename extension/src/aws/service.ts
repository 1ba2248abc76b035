/** What the console shows, as `service` of the context. */

import type { FactsFound } from '../context/merge.ts';
import type { ConsolePage } from './place.ts';

export interface Service extends FactsFound {
  /** The service, by the name that its ARNs have where that is not misleading. */
  readonly name: string;
  /** What kind of resource, in the plural: `functions`. */
  readonly section?: string | undefined;
  readonly resourceName?: string | undefined;
  readonly arn?: string | undefined;
}

/** Reads the pages of one service; null for those of another. */
export type ServiceCollector = (page: ConsolePage) => Service | null;
