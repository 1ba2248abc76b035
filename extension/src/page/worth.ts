/** Whether the bar has anything to show on a page: only then it takes room. */

import { fold } from '../run/reducer.ts';
import type { PageView } from './handle.ts';

/** While an answer is under way it counts as something, unless there was none of it the last time. */
export function isWorthRoom({ site, context, events }: PageView): boolean {
  if (site.reading === null) return false;
  if (site.overlay) return true;
  if (context === null) return false;
  const { phase, parts, failure } = fold(events);
  const shown = parts
    .map(({ part }) => part)
    .filter(({ integration }) => integration === null || !site.display.hidden.includes(integration));
  return (
    failure !== null ||
    shown.some((part) => part.items.length > 0 || part.error !== undefined) ||
    (phase === 'loading' && events[0]?.kind !== 'kept')
  );
}
