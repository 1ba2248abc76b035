import { arn } from './arn.ts';
import { decoded } from '../context/clean-url.ts';
import type { ConsolePage } from './place.ts';
import type { Service, ServiceCollector } from './service.ts';

/** `/cloudwatch/home#logsV2:log-groups/log-group/$252Faws$252Flambda$252FNAME/log-events/STREAM`, `#alarmsV2:alarm/NAME`,
 * `#dashboards/dashboard/NAME`. */
export const cloudwatch: ServiceCollector = (page) => {
  if (page.path[0] !== 'cloudwatch') return null;
  const [first = '', ...rest] = page.hash.parts;
  // `logsV2:log-groups` says the view and the first part of its place.
  const [view = '', place] = first.split(':');
  const parts = (place === undefined ? rest : [place, ...rest]).map(untwisted);
  return { name: 'cloudwatch', ...collect(page, view, parts) };
};

function collect(page: ConsolePage, view: string, parts: readonly string[]): Partial<Service> {
  const [kind, name, stream] = parts.filter((part) => part !== 'log-groups' && part !== 'log-events');
  if (view === 'logsV2') {
    if (parts[0] === 'logs-insights' || parts[0] === 'live-tail') return { section: parts[0] };
    if (kind !== 'log-group' || !name) return { section: 'log-groups' };
    const group = arn(page, 'logs', `log-group:${name}`);
    return { section: 'log-groups', resourceName: name, arn: group, logStream: stream };
  }
  if (view === 'alarmsV2' || view === 'alarm') {
    const alarm = kind === 'alarm' && name ? name : undefined;
    return { section: 'alarms', resourceName: alarm, arn: alarm && arn(page, 'cloudwatch', `alarm:${alarm}`) };
  }
  if (view === 'dashboards') return { section: 'dashboards', resourceName: kind === 'dashboard' ? name : undefined };
  return {};
}

/** CloudWatch encodes twice, with a dollar for the outer percent sign: `$252F` is `%2F` is a slash. The values of its
 * place follow a question mark that is encoded like that. */
function untwisted(part: string): string {
  return decoded(decoded(part.replaceAll('$', '%')).split('?', 1)[0] ?? '');
}
