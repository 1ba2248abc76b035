import { arn } from './arn.ts';
import type { ServiceCollector } from './service.ts';

/** `/rds/home#database:id=NAME;is-cluster=true`. */
export const rds: ServiceCollector = (page) => {
  if (page.path[0] !== 'rds') return null;
  const [place = ''] = page.hash.parts[0]?.split(':') ?? [];
  if (place !== 'database' && place !== 'databases') return { name: 'rds' };
  const resourceName = place === 'database' ? page.hash.values.get('id') : undefined;
  if (!resourceName) return { name: 'rds', section: 'databases' };
  // Without a word of it the name may be an instance's or a cluster's.
  const kind = { true: 'cluster', false: 'db' }[page.hash.values.get('is-cluster') ?? ''];
  const database = kind && arn(page, 'rds', `${kind}:${resourceName}`);
  return { name: 'rds', section: 'databases', resourceName, arn: database };
};
