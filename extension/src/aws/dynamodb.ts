import { arn } from './arn.ts';
import type { ServiceCollector } from './service.ts';

/** Pages of one table, and the value of the hash that names it. */
const TABLE_PAGES: Readonly<Record<string, string>> = { table: 'name', 'item-explorer': 'table', 'edit-item': 'table' };

/** `/dynamodbv2/home#table?name=NAME`, `#item-explorer?table=NAME`, `#edit-item?table=NAME`. */
export const dynamodb: ServiceCollector = (page) => {
  if (!/^dynamodb(?:v\d)?$/.test(page.path[0] ?? '')) return null;
  const [place = ''] = page.hash.parts;
  const key = Object.hasOwn(TABLE_PAGES, place) ? TABLE_PAGES[place] : undefined;
  if (key === undefined) return { name: 'dynamodb', section: place === 'tables' ? place : undefined };
  const resourceName = page.hash.values.get(key);
  if (!resourceName) return { name: 'dynamodb', section: 'tables' };
  return { name: 'dynamodb', section: 'tables', resourceName, arn: arn(page, 'dynamodb', `table/${resourceName}`) };
};
