import { partitionOf } from './region.ts';
import type { ServiceCollector } from './service.ts';

/** `/s3/buckets/NAME?prefix=...`, `/s3/object/NAME?prefix=KEY`, `/s3/upload/NAME`. */
export const s3: ServiceCollector = ({ path, url, region }) => {
  const [service, page = '', resourceName] = path;
  if (service !== 's3') return null;
  if (!['buckets', 'object', 'upload'].includes(page)) return { name: 's3' };
  if (resourceName === undefined) return { name: 's3', section: 'buckets' };
  const prefix = url.searchParams.get('prefix');
  // Directory buckets have another kind of ARN.
  const plain = url.searchParams.get('bucketType') !== 'directory';
  return {
    name: 's3',
    section: 'buckets',
    resourceName,
    arn: plain ? `arn:${partitionOf(region)}:s3:::${resourceName}` : undefined,
    objectPath: prefix === null || prefix === '' ? undefined : prefix,
  };
};
