import { arn } from './arn.ts';
import type { ServiceCollector } from './service.ts';

/** `/ecs/v2/clusters/CLUSTER/services/SERVICE/health`, `.../tasks/ID`, `/ecs/v2/task-definitions/FAMILY/REVISION`; the
 * older console has the same behind `/ecs/home#`. */
export const ecs: ServiceCollector = (page) => {
  if (page.path[0] !== 'ecs') return null;
  const place = page.hash.parts.length > 0 ? page.hash.parts : page.path.slice(page.path[1] === 'v2' ? 2 : 1);
  const [section, first, kind, second] = place;
  if (section === 'task-definitions') {
    const revision = /^\d+$/.test(kind ?? '') ? `${first ?? ''}:${kind ?? ''}` : undefined;
    const definition = revision && arn(page, 'ecs', `task-definition/${revision}`);
    return { name: 'ecs', section, resourceName: first, arn: definition };
  }
  if (section !== 'clusters') return { name: 'ecs' };
  if (first === undefined) return { name: 'ecs', section };
  if (second !== undefined && (kind === 'services' || kind === 'tasks')) {
    const resource = `${kind === 'services' ? 'service' : 'task'}/${first}/${second}`;
    return { name: 'ecs', section: kind, resourceName: second, cluster: first, arn: arn(page, 'ecs', resource) };
  }
  return { name: 'ecs', section, resourceName: first, cluster: first, arn: arn(page, 'ecs', `cluster/${first}`) };
};
